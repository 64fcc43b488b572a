package dev.aftlab.activities.lm.template.syntax;

import dev.aftlab.activities.lm.template.value.PythonText;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names, numbers and quoted strings, as a template's code writes them. */
final class Literals {
  /** One blank, as a regular expression: what {@link PythonText#isSpace} says. */
  static final String BLANK =
      "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

  private static final Pattern FLOAT =
      Pattern.compile(
          "(?<!\\.)(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*\\d+)?[eE][+-]?(?:\\d+_)*\\d+|\\."
              + "(?:\\d+_)*\\d+)");
  private static final Pattern INTEGER =
      Pattern.compile(
          "0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?\\d)*|0(?:_?0)*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern STRING =
      Pattern.compile(
          "'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"",
          Pattern.DOTALL);

  private Literals() {}

  /**
   * @param end where the literal ends; where it began if there is none
   */
  record Found(Token token, int end) {}

  static Found at(String source, int at, int line) {
    try {
      return find(source, at, line);
    } catch (TemplateException failure) {
      throw failure.at(line);
    }
  }

  private static Found find(String source, int at, int line) {
    Matcher matcher = FLOAT.matcher(source).region(at, source.length()).useTransparentBounds(true);
    if (matcher.lookingAt()) {
      Value value = new Value.Real(Double.parseDouble(matcher.group().replace("_", "")));
      return new Found(new Token(Token.Type.NUMBER, matcher.group(), value, line), matcher.end());
    }
    if (matcher.usePattern(INTEGER).lookingAt()) {
      return new Found(
          new Token(
              Token.Type.NUMBER, matcher.group(), integer(matcher.group().replace("_", "")), line),
          matcher.end());
    }
    if (matcher.usePattern(NAME).lookingAt()) {
      return new Found(Token.of(Token.Type.NAME, matcher.group(), line), matcher.end());
    }
    if (matcher.usePattern(STRING).lookingAt()) {
      String body = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      return new Found(
          new Token(Token.Type.STRING, matcher.group(), Value.text(unescaped(body)), line),
          matcher.end());
    }
    return new Found(Token.of(Token.Type.NAME, "", line), at);
  }

  private static Value integer(String digits) {
    int base =
        switch (digits.length() < 2 ? ' ' : Character.toLowerCase(digits.charAt(1))) {
          case 'b' -> 2;
          case 'o' -> 8;
          case 'x' -> 16;
          default -> 10;
        };
    return Values.integer(new BigInteger(base == 10 ? digits : digits.substring(2), base));
  }

  private static String unescaped(String body) {
    if (body.indexOf('\\') < 0) {
      return body;
    }
    StringBuilder result = new StringBuilder();
    int i = 0;
    while (i < body.length()) {
      if (body.charAt(i) != '\\') {
        result.append(body.charAt(i++));
      } else {
        i = escape(body, i + 1, result);
      }
    }
    return result.toString();
  }

  /** Appends the character of the escape whose letter is at {@code i}; unknown escapes are kept. */
  private static int escape(String body, int i, StringBuilder result) {
    char letter = body.charAt(i);
    switch (letter) {
      case '\n' -> {}
      case '\\', '\'', '"' -> result.append(letter);
      case 'a' -> result.append('\u0007');
      case 'b' -> result.append('\b');
      case 'f' -> result.append('\f');
      case 'n' -> result.append('\n');
      case 'r' -> result.append('\r');
      case 't' -> result.append('\t');
      case 'v' -> result.append('\u000b');
      case 'x' -> {
        return numbered(body, i + 1, 2, result);
      }
      case 'u' -> {
        return numbered(body, i + 1, 4, result);
      }
      case 'U' -> {
        return numbered(body, i + 1, 8, result);
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return octal(body, i, result);
      }
      default -> unknown(letter, result);
    }
    return i + 1;
  }

  private static void unknown(char letter, StringBuilder result) {
    if (letter == 'N' || letter > 0x7e) {
      throw TemplateException.unsupported("the escape \\" + letter);
    }
    result.append('\\').append(letter);
  }

  private static int numbered(String body, int from, int digits, StringBuilder result) {
    String hexadecimal = body.substring(from, Math.min(body.length(), from + digits));
    if (!hexadecimal.matches("[0-9a-fA-F]{" + digits + "}")) {
      throw new TemplateException("a truncated escape in a string");
    }
    long character = Long.parseLong(hexadecimal, 16);
    if (character > Character.MAX_CODE_POINT
        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)) {
      throw new TemplateException("an escape in a string that is no character: " + hexadecimal);
    }
    result.appendCodePoint((int) character);
    return from + digits;
  }

  private static int octal(String body, int from, StringBuilder result) {
    int end = from;
    while (end < body.length()
        && end < from + 3
        && body.charAt(end) >= '0'
        && body.charAt(end) <= '7') {
      end++;
    }
    result.appendCodePoint(Integer.parseInt(body.substring(from, end), 8));
    return end;
  }
}
