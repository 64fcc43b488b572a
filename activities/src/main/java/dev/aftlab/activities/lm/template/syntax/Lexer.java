package dev.aftlab.activities.lm.template.syntax;

import dev.aftlab.activities.lm.template.value.PythonText;
import dev.aftlab.activities.lm.template.value.TemplateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens, with Jinja2's rules for blanks around tags: {@code trim_blocks} (one
 * line break after a block or comment goes), {@code lstrip_blocks} (blanks before a block or
 * comment that begins its line go), {@code -} and {@code +} against them, and no line break at the
 * template's end.
 */
public final class Lexer {
  private static final Pattern RAW_BEGIN =
      Pattern.compile("\\{%[-+]?S*rawS*(-%\\}S*|%\\})".replace("S", Literals.BLANK));
  private static final Pattern RAW_END =
      Pattern.compile(
          "\\{%([-+]?)S*endrawS*(\\+%\\}|-%\\}S*|%\\}\\n?)".replace("S", Literals.BLANK));
  private static final Pattern COMMENT_END =
      Pattern.compile("\\+#\\}|-#\\}S*|#\\}\\n?".replace("S", Literals.BLANK));
  private static final Pattern BLOCK_END =
      Pattern.compile("\\+%\\}|-%\\}S*|%\\}\\n?".replace("S", Literals.BLANK));
  private static final Pattern PRINT_END =
      Pattern.compile("-\\}\\}S*|\\}\\}".replace("S", Literals.BLANK));
  private static final List<String> OPERATORS =
      List.of(
          "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{",
          "}", ">", "<", "=", ".", ":", "|", ",", ";");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private boolean lineBegins = true;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String template) {
    String source = template.replace("\r\n", "\n").replace('\r', '\n');
    Lexer lexer =
        new Lexer(source.endsWith("\n") ? source.substring(0, source.length() - 1) : source);
    lexer.run();
    return List.copyOf(lexer.tokens);
  }

  private void run() {
    while (at < source.length()) {
      int tag = nextTag();
      if (tag < 0) {
        data(source.substring(at));
        move(source.length());
      } else {
        tag(tag);
      }
    }
    add(Token.Type.END, "");
  }

  private int nextTag() {
    for (int i = source.indexOf('{', at);
        i >= 0 && i + 1 < source.length();
        i = source.indexOf('{', i + 1)) {
      if ("{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private void tag(int tag) {
    char kind = source.charAt(tag + 1);
    char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
    data(stripped(source.substring(at, tag), sign, kind == '{'));
    move(tag);
    Matcher raw = RAW_BEGIN.matcher(source).region(tag, source.length());
    if (raw.lookingAt()) {
      move(raw.end());
      raw();
      return;
    }
    int begin = at;
    move(tag + (sign == '-' || sign == '+' ? 3 : 2));
    switch (kind) {
      case '#' -> comment();
      case '%' ->
          code(
              Token.Type.BLOCK_BEGIN, Token.Type.BLOCK_END, BLOCK_END, source.substring(begin, at));
      default ->
          code(
              Token.Type.PRINT_BEGIN, Token.Type.PRINT_END, PRINT_END, source.substring(begin, at));
    }
  }

  private String stripped(String text, char sign, boolean print) {
    if (sign == '-') {
      return PythonText.stripRight(text);
    }
    int lastLine = text.lastIndexOf('\n') + 1;
    boolean strips = sign != '+' && !print && (lastLine > 0 || lineBegins);
    return strips && PythonText.isBlank(text.substring(lastLine))
        ? text.substring(0, lastLine)
        : text;
  }

  private void raw() {
    Matcher end = RAW_END.matcher(source);
    if (!end.find(at)) {
      throw new TemplateException(line, "the end of a raw block is missing");
    }
    data(
        stripped(
            source.substring(at, end.start()),
            end.group(1).isEmpty() ? ' ' : end.group(1).charAt(0),
            false));
    move(end.end());
  }

  private void comment() {
    Matcher end = COMMENT_END.matcher(source);
    if (!end.find(at)) {
      throw new TemplateException(line, "the end of a comment is missing");
    }
    move(end.end());
  }

  private void code(Token.Type begin, Token.Type end, Pattern endPattern, String opening) {
    add(begin, opening);
    Deque<Character> open = new ArrayDeque<>();
    while (true) {
      Matcher ending = endPattern.matcher(source).region(at, source.length());
      if (open.isEmpty() && ending.lookingAt()) {
        add(end, ending.group().strip());
        move(ending.end());
        return;
      }
      if (at >= source.length()) {
        return;
      }
      if (PythonText.isSpace(source.charAt(at))) {
        move(at + 1);
      } else if (!literal()) {
        operator(open);
      }
    }
  }

  private boolean literal() {
    Literals.Found found = Literals.at(source, at, line);
    if (found.end() == at) {
      return false;
    }
    tokens.add(found.token());
    move(found.end());
    return true;
  }

  private void operator(Deque<Character> open) {
    String operator =
        OPERATORS.stream()
            .filter(one -> source.startsWith(one, at))
            .findFirst()
            .orElseThrow(
                () ->
                    new TemplateException(
                        line,
                        "unexpected character "
                            + PythonText.repr(Character.toString(source.codePointAt(at)))));
    char first = operator.charAt(0);
    int opening = "([{".indexOf(first);
    if (opening >= 0) {
      open.push(")]}".charAt(opening));
    } else if (")]}".indexOf(first) >= 0 && (open.isEmpty() || open.pop() != first)) {
      throw new TemplateException(line, "unexpected '" + first + "'");
    }
    add(Token.Type.OPERATOR, operator);
    move(at + operator.length());
  }

  private void data(String text) {
    if (!text.isEmpty()) {
      add(Token.Type.DATA, text);
    }
  }

  private void add(Token.Type type, String text) {
    tokens.add(Token.of(type, text, line));
  }

  /** Advances, counting lines. */
  private void move(int to) {
    for (int i = at; i < to; i++) {
      line += source.charAt(i) == '\n' ? 1 : 0;
    }
    lineBegins = to > at ? source.charAt(to - 1) == '\n' : lineBegins;
    at = to;
  }
}
