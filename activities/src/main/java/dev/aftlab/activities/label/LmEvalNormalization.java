package dev.aftlab.activities.label;

import java.util.Locale;

/**
 * How lm-evaluation-harness compares answers of GSM8K: as texts, after deleting commas, dollars,
 * everything up to {@code #### } and one final dot.
 */
final class LmEvalNormalization {
  private static final String CUE = "#### ";

  private LmEvalNormalization() {}

  static String normalized(String text) {
    String bare = text.replace(",", "").replace("$", "");
    int cue = bare.lastIndexOf(CUE);
    String plain = cue < 0 ? bare : bare.substring(cue + CUE.length());
    return (plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain)
        .toLowerCase(Locale.ROOT);
  }

  /** The plainest completion with this answer. */
  static String stated(String gold) {
    return CUE + normalized(gold);
  }

  static boolean matches(String extracted, String gold) {
    return !extracted.isEmpty() && normalized(extracted).equals(normalized(gold));
  }
}
