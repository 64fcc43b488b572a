package dev.aftlab.activities.dataset.text;

import com.fasterxml.jackson.core.StreamReadConstraints;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the first position where a text violates JSON (RFC 8259) and describes it. For text that
 * could not be parsed: the parser's own messages are written for programmers.
 */
final class JsonDiagnosis {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
  private static final List<String> WORDS = List.of("true", "false", "null");
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";
  private static final StreamReadConstraints LIMITS = StreamReadConstraints.defaults();

  private final String text;
  private int at;

  private JsonDiagnosis(String text) {
    this.text = text;
  }

  /**
   * A fault.
   *
   * @param line the line of the text, from 1
   * @param problem what is wrong and in which column
   */
  record Found(int line, String problem) {}

  /** Ends the search. */
  private static final class FoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Found found;

    FoundException(Found found) {
      super(found.problem(), null, false, false);
      this.found = found;
    }
  }

  /**
   * The first fault of a text that should be one value.
   *
   * @param opening the bracket that the value must begin with
   * @param value what such a value is called
   */
  static Found in(String text, char opening, String value) {
    try {
      new JsonDiagnosis(text).whole(opening, value);
    } catch (FoundException first) {
      return first.found;
    }
    return new Found(
        1,
        "a number in it has more than "
            + LIMITS.getMaxNumberLength()
            + " characters, a name more than "
            + LIMITS.getMaxNameLength()
            + ", or a text more than "
            + LIMITS.getMaxStringLength());
  }

  private void whole(char opening, String value) {
    blanks();
    if (peek() != opening) {
      throw fault(at, here() + " where " + opening + " must be");
    }
    value(1);
    String end = "the " + value + " ends in column " + column(at - 1);
    blanks();
    if (peek() == opening) {
      throw fault(
          at,
          end
              + ", and another one begins in column "
              + column(at)
              + "; put each on a line of its own");
    }
    if (peek() >= 0) {
      throw fault(at, end + ", but " + here() + " after it");
    }
  }

  private void value(int depth) {
    if (depth > LIMITS.getMaxNestingDepth()) {
      throw fault(
          at,
          "more than "
              + LIMITS.getMaxNestingDepth()
              + " objects and lists are inside of one another in column "
              + column(at));
    }
    switch (peek()) {
      case '{' -> object(depth);
      case '[' -> members("list", ']', () -> value(depth + 1));
      case '"' -> text();
      default -> plain();
    }
  }

  private void object(int depth) {
    Map<String, Integer> names = new HashMap<>();
    members(
        "object",
        '}',
        () -> {
          name(names);
          blanks();
          require(':');
          blanks();
          value(depth + 1);
        });
  }

  private void members(String what, char closing, Runnable member) {
    int begin = at++;
    blanks();
    if (taken(closing)) {
      return;
    }
    do {
      blanks();
      member.run();
      blanks();
    } while (taken(','));
    if (peek() < 0) {
      throw fault(
          begin,
          "the "
              + what
              + " that begins in column "
              + column(begin)
              + " is not closed by "
              + closing);
    }
    if (!taken(closing)) {
      throw fault(at, here() + " where a comma or " + closing + " must be");
    }
  }

  private void name(Map<String, Integer> names) {
    if (peek() != '"') {
      throw fault(at, here() + " where a name in double quotation marks must be");
    }
    int begin = at;
    String name = text();
    Integer other = names.putIfAbsent(name, begin);
    if (other != null) {
      throw fault(
          begin,
          "the field '"
              + name
              + "' is there twice, in columns "
              + column(other)
              + " and "
              + column(begin));
    }
  }

  private String text() {
    int begin = at++;
    StringBuilder content = new StringBuilder();
    while (peek() != '"') {
      if (peek() < 0) {
        throw fault(
            begin,
            "the text that begins in column "
                + column(begin)
                + " is not closed by a quotation mark");
      }
      if (peek() < ' ') {
        throw fault(
            at,
            here()
                + " inside of a text, where it must be written "
                + String.format(Locale.ROOT, "\\u%04x", peek()));
      }
      content.append(peek() == '\\' ? escaped() : text.charAt(at++));
    }
    at++;
    return content.toString();
  }

  private char escaped() {
    int backslash = at++;
    int known = ESCAPES.indexOf(peek());
    if (known >= 0) {
      at++;
      return ESCAPED.charAt(known);
    }
    String digits =
        text.substring(Math.min(at + 1, text.length()), Math.min(at + 5, text.length()));
    if (peek() == 'u' && digits.matches("[0-9a-fA-F]{4}")) {
      at += 5;
      return (char) Integer.parseInt(digits, 16);
    }
    throw fault(
        backslash,
        "a backslash in column "
            + column(backslash)
            + " is not followed by one of "
            + ESCAPES
            + " or by u and four hexadecimal digits");
  }

  /** A number or a word. */
  private void plain() {
    int begin = at;
    while (peek() >= 0 && (Character.isLetterOrDigit(peek()) || "+-._".indexOf(peek()) >= 0)) {
      at++;
    }
    String token = text.substring(begin, at);
    if (token.isEmpty()) {
      throw fault(begin, here() + " where a value must be");
    }
    if (!WORDS.contains(token) && !NUMBER.matcher(token).matches()) {
      boolean numeric = token.matches("[+-]?[0-9.].*");
      String other =
          "is neither a number nor true, false or null, and a text needs quotation marks";
      throw fault(
          begin,
          "'"
              + token
              + "' in column "
              + column(begin)
              + " "
              + (numeric ? "is not how JSON writes a number" : other));
    }
  }

  private void require(char wanted) {
    if (!taken(wanted)) {
      throw fault(at, here() + " where " + wanted + " must be");
    }
  }

  private boolean taken(char wanted) {
    boolean there = peek() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void blanks() {
    while (peek() >= 0 && " \t\r\n".indexOf(peek()) >= 0) {
      at++;
    }
  }

  /** The next character; -1 at the end. */
  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  /** The character at the current position, as the beginning of a sentence. */
  private String here() {
    if (peek() < 0) {
      return "it ends in column " + column(at - 1);
    }
    int character = text.codePointAt(at);
    boolean visible = !Character.isISOControl(character) && !Character.isWhitespace(character);
    String shown =
        visible
            ? "'" + Character.toString(character) + "'"
            : String.format(Locale.ROOT, "the character U+%04X", character);
    return shown + " is in column " + column(at);
  }

  /** The column of an index in its line, from 1. */
  private int column(int index) {
    int begin = index < 0 ? 0 : text.lastIndexOf('\n', index - 1) + 1;
    return text.codePointCount(begin, Math.max(begin, index)) + 1;
  }

  private FoundException fault(int index, String problem) {
    return new FoundException(
        new Found(
            (int) text.substring(0, index).chars().filter(character -> character == '\n').count()
                + 1,
            problem));
  }
}
