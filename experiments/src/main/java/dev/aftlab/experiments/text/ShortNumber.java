package dev.aftlab.experiments.text;

import java.math.BigDecimal;

/** Formats numbers with the fewest digits, and with a power of ten only for many zeros. */
public final class ShortNumber {
  private static final int SMALLEST_PLAIN = -3;
  private static final int LARGEST_PLAIN = 5;

  private ShortNumber() {}

  /** {@code 5e-4}, {@code 0.05}, {@code 3}. */
  public static String of(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : String.valueOf(value);
    }
    BigDecimal digits = BigDecimal.valueOf(value).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= SMALLEST_PLAIN && exponent <= LARGEST_PLAIN) {
      return digits.toPlainString();
    }
    return digits.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }
}
