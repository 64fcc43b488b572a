package dev.aftlab.activities.lm.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers read from and written to text. */
public final class PythonNumbers {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+(?:_\\d+)*");
  private static final Pattern REAL =
      Pattern.compile(
          "[+-]?(?:\\d+(?:_\\d+)*\\.?(?:\\d+(?:_\\d+)*)?|\\.\\d+(?:_\\d+)*)"
              + "(?:[eE][+-]?\\d+(?:_\\d+)*)?");
  private static final Pattern NOT_FINITE = Pattern.compile("[+-]?(?i:inf|infinity|nan)");

  private PythonNumbers() {}

  /** {@code int(text)}; empty where Python refuses. */
  public static Optional<BigInteger> whole(String text) {
    String digits = ascii(text);
    return WHOLE.matcher(digits).matches()
        ? Optional.of(new BigInteger(digits.replace("_", "").replaceFirst("^\\+", "")))
        : Optional.empty();
  }

  /**
   * {@code float(text)}; empty where Python refuses, and refused where the number is not finite.
   */
  public static Optional<Double> real(String text) {
    String digits = ascii(text);
    if (NOT_FINITE.matcher(digits).matches()) {
      throw TemplateException.unsupported("a number that is not finite");
    }
    return REAL.matcher(digits).matches()
        ? Optional.of(Double.parseDouble(digits.replace("_", "")))
        : Optional.empty();
  }

  /** Python reads the digits of every script; only those of ASCII are read here. */
  private static String ascii(String text) {
    String stripped = PythonText.strip(text);
    if (stripped
        .codePoints()
        .anyMatch(character -> character > 0x7f && Character.isDigit(character))) {
      throw TemplateException.unsupported("a number in digits other than 0 to 9");
    }
    return stripped;
  }

  /** The whole part of a finite double. */
  public static BigInteger truncated(double value) {
    return new BigDecimal(value).toBigInteger();
  }

  /** As {@code %d} writes it. */
  public static String truncated(Value value, String precision) {
    if (precision != null) {
      throw TemplateException.unsupported("a precision for a whole number");
    }
    return (value instanceof Value.Real real
            ? truncated(real.value())
            : Operators.whole(value, "%d"))
        .toString();
  }

  /**
   * With the given number of decimals, halves of the exact binary value to even, as {@code %.2f}
   * writes it.
   */
  static String fixed(Value value, int decimals) {
    boolean negativeZero =
        value instanceof Value.Real real && (real.value() < 0 || 1 / real.value() < 0);
    BigDecimal rounded =
        Comparisons.number(value)
            .orElseThrow(
                () -> new TemplateException("a number is needed, not " + Values.typeName(value)))
            .setScale(decimals, RoundingMode.HALF_EVEN);
    return (negativeZero && rounded.signum() == 0 ? "-" : "") + rounded.toPlainString();
  }

  /**
   * Filled up to a width in code points: with blanks at the right, with zeros after the sign, or
   * with blanks at the left.
   */
  public static String padded(String text, int width, boolean left, boolean zeros) {
    String fill = (zeros ? "0" : " ").repeat(Math.max(0, width - PythonText.length(text)));
    if (left) {
      return text + fill;
    }
    boolean signed = zeros && (text.startsWith("-") || text.startsWith("+"));
    return signed ? text.charAt(0) + fill + text.substring(1) : fill + text;
  }
}
