package dev.aftlab.activities.lm.template.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What Python's {@code str} does, by code points and Python's own idea of blanks, lines and case.
 */
public final class PythonText {
  private PythonText() {}

  /**
   * As {@code str.isspace} has it for one character, which is also what {@code \s} of a regular
   * expression matches.
   */
  public static boolean isSpace(int character) {
    return (character >= 0x09 && character <= 0x0d)
        || (character >= 0x1c && character <= 0x20)
        || character == 0x85
        || character == 0xa0
        || character == 0x1680
        || (character >= 0x2000 && character <= 0x200a)
        || character == 0x2028
        || character == 0x2029
        || character == 0x202f
        || character == 0x205f
        || character == 0x3000;
  }

  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(PythonText::isSpace);
  }

  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  public static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  public static String stripLeft(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.codePointAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  public static String stripRight(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.codePointBefore(end))) {
      end--;
    }
    return text.substring(0, end);
  }

  public static String strip(String text) {
    return stripLeft(stripRight(text));
  }

  public static String stripLeft(String text, String characters) {
    int start = 0;
    while (start < text.length() && characters.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    return text.substring(start);
  }

  public static String stripRight(String text, String characters) {
    int end = text.length();
    while (end > 0 && characters.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(0, end);
  }

  /** At blanks, as {@code split()} and {@code split(None, most)} do; negative for no bound. */
  public static List<String> splitBlanks(String text, long most) {
    List<String> parts = new ArrayList<>();
    String rest = stripLeft(text);
    while (!rest.isEmpty()) {
      if (most >= 0 && parts.size() == most) {
        parts.add(rest);
        return parts;
      }
      int end = 0;
      while (end < rest.length() && !isSpace(rest.codePointAt(end))) {
        end++;
      }
      parts.add(rest.substring(0, end));
      rest = stripLeft(rest.substring(end));
    }
    return parts;
  }

  /** From the right, as {@code rsplit(None, most)} does. */
  public static List<String> splitBlanksFromRight(String text, long most) {
    List<String> parts = new ArrayList<>();
    String rest = stripRight(text);
    while (!rest.isEmpty()) {
      if (most >= 0 && parts.size() == most) {
        parts.addFirst(rest);
        return parts;
      }
      int start = rest.length();
      while (start > 0 && !isSpace(rest.codePointBefore(start))) {
        start--;
      }
      parts.addFirst(rest.substring(start));
      rest = stripRight(rest.substring(0, start));
    }
    return parts;
  }

  public static List<String> split(String text, String separator, long most) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = text.indexOf(checked(separator));
    while (at >= 0 && (most < 0 || parts.size() < most)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    parts.add(text.substring(from));
    return parts;
  }

  public static List<String> splitFromRight(String text, String separator, long most) {
    List<String> parts = new ArrayList<>();
    int end = text.length();
    int at = text.lastIndexOf(checked(separator), end - separator.length());
    while (at >= 0 && (most < 0 || parts.size() < most)) {
      parts.addFirst(text.substring(at + separator.length(), end));
      end = at;
      at = end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
    }
    parts.addFirst(text.substring(0, end));
    return parts;
  }

  private static String checked(String separator) {
    if (separator.isEmpty()) {
      throw new TemplateException("empty separator");
    }
    return separator;
  }

  /** The lines, each with its end where {@code keepEnds}. */
  public static List<String> lines(String text, boolean keepEnds) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isLineEnd(text.charAt(i))) {
        boolean pair =
            text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
        int next = i + (pair ? 2 : 1);
        lines.add(text.substring(from, keepEnds ? next : i));
        from = next;
        i = next - 1;
      }
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }

  private static boolean isLineEnd(char character) {
    return (character >= '\n' && character <= '\r')
        || (character >= 0x1c && character <= 0x1e)
        || character == 0x85
        || character == 0x2028
        || character == 0x2029;
  }

  public static String replace(String text, String old, String fresh, long most) {
    if (most < 0) {
      return old.isEmpty() ? between(text, fresh, Long.MAX_VALUE) : text.replace(old, fresh);
    }
    if (old.isEmpty()) {
      return between(text, fresh, most);
    }
    return String.join(fresh, split(text, old, most));
  }

  private static String between(String text, String fresh, long most) {
    StringBuilder result = new StringBuilder();
    long done = 0;
    for (String character : characters(text)) {
      result.append(done++ < most ? fresh : "").append(character);
    }
    return result.append(done < most ? fresh : "").toString();
  }

  public static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /** Refused with a capital sigma, whose small form depends on its place. */
  public static String lower(String text) {
    if (text.indexOf('\u03a3') >= 0) {
      throw TemplateException.unsupported("the small form of a capital sigma");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** {@code str.capitalize}. */
  public static String capitalized(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = Character.charCount(text.codePointAt(0));
    return titled(text.codePointAt(0)) + lower(text.substring(first));
  }

  /** {@code str.title}: a capital wherever no cased character comes before. */
  public static String titled(String text) {
    StringBuilder result = new StringBuilder();
    boolean inWord = false;
    for (int character : text.codePoints().toArray()) {
      result.append(inWord ? lower(Character.toString(character)) : titled(character));
      inWord = isCased(character);
    }
    return result.toString();
  }

  private static String titled(int character) {
    String upper = upper(Character.toString(character));
    if (length(upper) != 1) {
      throw TemplateException.unsupported("the title form of " + Character.toString(character));
    }
    return Character.toString(Character.toTitleCase(character));
  }

  private static boolean isCased(int character) {
    return Character.isUpperCase(character)
        || Character.isLowerCase(character)
        || Character.isTitleCase(character);
  }

  public static boolean isLower(String text) {
    return text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c))
        && text.codePoints().anyMatch(Character::isLowerCase);
  }

  public static boolean isUpper(String text) {
    return text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c))
        && text.codePoints().anyMatch(Character::isUpperCase);
  }

  /** Letters, digits and numbers, as {@code str.isalnum} has them. */
  public static boolean isAlphanumeric(int character) {
    int type = Character.getType(character);
    return Character.isLetter(character)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  /** {@code repr}: quoted and escaped as Python writes a literal. */
  public static String repr(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder result = new StringBuilder().append(quote);
    text.codePoints().forEach(character -> result.append(escaped(character, quote)));
    return result.append(quote).toString();
  }

  private static String escaped(int character, char quote) {
    if (character == quote || character == '\\') {
      return "\\" + (char) character;
    }
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isPrintable(character) ? Character.toString(character) : numbered(character);
    };
  }

  private static String numbered(int character) {
    String format = character <= 0xff ? "\\x%02x" : character <= 0xffff ? "\\u%04x" : "\\U%08x";
    return String.format(Locale.ROOT, format, character);
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> character == ' ';
      default -> true;
    };
  }
}
