package dev.aftlab.experiments.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests similar names. */
public final class Suggestions {
  private Suggestions() {}

  /** The candidate with the smallest edit distance, if it is close enough to be a typo. */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    return candidates.stream()
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .filter(candidate -> distance(word, candidate) <= Math.max(2, word.length() / 2));
  }

  /** {@code , did you mean 'x'?} or the list of candidates when none is similar. */
  public static String hint(String word, Collection<String> candidates) {
    return nearest(word, candidates)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("; known: " + String.join(", ", candidates));
  }

  /** The case-insensitive Levenshtein distance. */
  static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
