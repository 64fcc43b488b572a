package dev.aftlab.activities.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins a number times a power of ten, such as {@code 2.5 × 10^3}, into the one number that it is.
 */
final class Scientific {
  private static final Pattern EXPONENT =
      Pattern.compile("(?:\\^|\\*\\*) ?[{(]?([+-]?[0-9]{1,6})[)}]?");
  private static final String DIGITS =
      "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";

  private Scientific() {}

  static List<Token> joined(List<Token> tokens) {
    List<Token> joined = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      String exponent =
          i + 3 < tokens.size() && isTimesTen(tokens, i) ? exponent(tokens.get(i + 3).text()) : "";
      if (exponent.isEmpty()) {
        joined.add(tokens.get(i));
      } else {
        joined.add(
            new Token(
                Token.Kind.NUMBER,
                tokens.get(i).text() + "e" + exponent,
                tokens.get(i).start(),
                tokens.get(i + 3).end()));
        i += 3;
      }
    }
    return joined;
  }

  private static boolean isTimesTen(List<Token> tokens, int at) {
    Token times = tokens.get(at + 1);
    boolean sign =
        times.is(Token.Kind.OPERATOR, "*")
            || (times.is(Token.Kind.WORD) && times.text().toLowerCase(Locale.ROOT).equals("x"));
    boolean plain =
        tokens.get(at).is(Token.Kind.NUMBER)
            && tokens.get(at).text().indexOf('e') < 0
            && tokens.get(at).text().indexOf('E') < 0;
    Token base = tokens.get(at + 2);
    Token power = tokens.get(at + 3);
    return plain
        && sign
        && base.is(Token.Kind.NUMBER, "10")
        && power.is(Token.Kind.POWER)
        && base.touches(power);
  }

  /** The number that a power's mark holds; empty where it is none. */
  private static String exponent(String power) {
    Matcher plain = EXPONENT.matcher(power);
    if (plain.matches()) {
      return plain.group(1);
    }
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < power.length(); i++) {
      char c = power.charAt(i);
      int digit = DIGITS.indexOf(c);
      digits.append(
          digit >= 0
              ? "" + digit
              : c == '\u207B' && digits.isEmpty()
                  ? "-"
                  : c == '\u207A' && digits.isEmpty() ? "" : "?");
    }
    return digits.toString().matches("-?[0-9]{1,6}") ? digits.toString() : "";
  }
}
