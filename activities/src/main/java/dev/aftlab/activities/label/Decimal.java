package dev.aftlab.activities.label;

/**
 * A decimal number, equal to another exactly when their values are. Digits are never written out
 * for an exponent, so that {@code 1e999999999} costs no more than {@code 1}.
 *
 * @param negative whether it is below zero
 * @param digits its digits without zeros at either end; empty for zero
 * @param exponent the power of ten of the last of these digits; 0 for zero
 */
record Decimal(boolean negative, String digits, long exponent) {

  /**
   * The value of what {@link NumberTokens} takes for a number: digits, maybe with a point, maybe an
   * exponent of at most nine digits, maybe a minus.
   */
  static Decimal of(String number) {
    boolean negative = number.startsWith("-");
    String unsigned = negative ? number.substring(1) : number;
    int e = Math.max(unsigned.indexOf('e'), unsigned.indexOf('E'));
    String mantissa = e < 0 ? unsigned : unsigned.substring(0, e);
    int point = mantissa.indexOf('.');
    long exponent =
        (e < 0 ? 0 : Long.parseLong(unsigned.substring(e + 1)))
            - (point < 0 ? 0 : mantissa.length() - point - 1);
    return of(negative, mantissa.replace(".", ""), exponent);
  }

  private static Decimal of(boolean negative, String digits, long exponent) {
    int start = 0;
    int end = digits.length();
    while (start < end && digits.charAt(start) == '0') {
      start++;
    }
    while (end > start && digits.charAt(end - 1) == '0') {
      end--;
    }
    return start == end
        ? new Decimal(false, "", 0)
        : new Decimal(negative, digits.substring(start, end), exponent + digits.length() - end);
  }
}
