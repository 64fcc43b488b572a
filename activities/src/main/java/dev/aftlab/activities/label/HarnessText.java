package dev.aftlab.activities.label;

import java.util.Locale;

/** How lm-evaluation-harness compares answers of GSM8K: as texts, after deleting commas, dollars, everything up to {@code #### } and one final dot. */
final class HarnessText {
  private HarnessText() {}

  static String normalized(String text) {
    String plain = text.replace(",", "").replace("$", "").replaceAll("(?s).*#### ", "");
    return (plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain).toLowerCase(Locale.ROOT);
  }

  static boolean matches(String extracted, String gold) {
    return !extracted.isEmpty() && normalized(extracted).equals(normalized(gold));
  }
}
