package dev.aftlab.experiments.spec.reader;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses decimal numbers, which all versions of YAML and JSON read alike. Forms that YAML 1.1 and
 * YAML 1.2 read differently ({@code 020}, {@code 1_000}, {@code 1:30}) are rejected, with the
 * decimal form as a hint.
 */
final class YamlNumbers {
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?!0[0-9]+$)([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern LEADING_ZERO = Pattern.compile("([-+]?)0+([0-9]+)");
  private static final Pattern BASED = Pattern.compile("([-+]?)0([xXoObB])([0-9a-fA-F_]+)");
  private static final Pattern SIXTIES =
      Pattern.compile("([-+]?)([0-9]{1,9}):([0-5]?[0-9])(?::([0-5]?[0-9]))?");
  private static final Pattern GROUPED =
      Pattern.compile("[-+]?[0-9]{1,3}([_,' \u00a0\u202f])[0-9]{3}(\\1[0-9]{3})*(\\.[0-9]+)?");
  private static final Pattern COMMA = Pattern.compile("[-+]?[0-9]+,[0-9]+");
  private static final int LONGEST = 60;

  private YamlNumbers() {}

  /** Parses a whole number; empty when invalid or out of range. */
  static OptionalLong whole(String text) {
    try {
      return WHOLE.matcher(text).matches()
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    } catch (NumberFormatException large) {
      return OptionalLong.empty();
    }
  }

  /** Parses a double; empty when invalid, or when it would overflow or underflow. */
  static OptionalDouble decimal(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(text);
    boolean vanished = value == 0 && text.replaceFirst("[eE].*", "").matches(".*[1-9].*");
    return Double.isFinite(value) && !vanished ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** Whether the text is a whole number of any size. */
  static boolean isWhole(String text) {
    return WHOLE.matcher(text).matches();
  }

  /** A hint for a text that looks like a number but is not accepted; empty without one. */
  static String hint(String text, boolean whole) {
    if (text.length() > LONGEST) {
      return "";
    }
    Matcher zero = LEADING_ZERO.matcher(text);
    if (zero.matches()) {
      return leadingZero(zero);
    }
    return plain(text).map(value -> written(value, whole)).orElse("");
  }

  private static String leadingZero(Matcher zero) {
    String sign = zero.group(1).equals("-") ? "-" : "";
    String decimal = sign + new BigInteger(zero.group(2));
    if (!zero.group(2).matches("[0-7]+") || zero.group(2).length() == 1) {
      return "; write " + decimal;
    }
    String octal = sign + new BigInteger(zero.group(2), 8);
    return "; YAML 1.1 reads it as "
        + octal
        + " and YAML 1.2 as "
        + decimal
        + ": write "
        + octal
        + " or "
        + decimal;
  }

  private static String written(BigDecimal value, boolean whole) {
    boolean integral = value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    if ((whole && !integral)
        || value.precision() - value.scale() > LONGEST
        || value.scale() > LONGEST) {
      return "";
    }
    return "; write "
        + (integral ? value.toBigInteger() : value.stripTrailingZeros().toPlainString());
  }

  private static Optional<BigDecimal> plain(String text) {
    Matcher based = BASED.matcher(text);
    if (based.matches()) {
      return based(based);
    }
    Matcher sixties = SIXTIES.matcher(text);
    if (sixties.matches()) {
      return Optional.of(sixties(sixties));
    }
    String ascii = ascii(text);
    if (GROUPED.matcher(ascii).matches()) {
      return decimals(ascii.replaceAll("[_,' \u00a0\u202f]", ""));
    }
    return decimals(
        COMMA.matcher(ascii).matches() ? ascii.replace(',', '.') : ascii.replace("_", ""));
  }

  private static Optional<BigDecimal> based(Matcher based) {
    int base =
        switch (based.group(2).toLowerCase(Locale.ROOT)) {
          case "x" -> 16;
          case "o" -> 8;
          default -> 2;
        };
    try {
      BigInteger value = new BigInteger(based.group(3).replace("_", ""), base);
      return Optional.of(new BigDecimal(based.group(1).equals("-") ? value.negate() : value));
    } catch (NumberFormatException noDigit) {
      return Optional.empty();
    }
  }

  private static BigDecimal sixties(Matcher sixties) {
    long value = Long.parseLong(sixties.group(2)) * 60 + Long.parseLong(sixties.group(3));
    long whole = sixties.group(4) == null ? value : value * 60 + Long.parseLong(sixties.group(4));
    return BigDecimal.valueOf(sixties.group(1).equals("-") ? -whole : whole);
  }

  private static Optional<BigDecimal> decimals(String text) {
    return DECIMAL.matcher(text).matches() && !text.matches(".*[eE][-+]?[0-9]{4,}")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** Converts digits and minus signs of other scripts to ASCII. */
  private static String ascii(String text) {
    StringBuilder ascii = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isDigit(c)) {
                ascii.append(Character.digit(c, 10));
              } else {
                ascii.appendCodePoint(c == '\u2212' ? '-' : c);
              }
            });
    return ascii.toString();
  }
}
