package dev.aftlab.experiments.spec;

/** What the alignment loss goes by. */
public enum Feedback {
  /** Right and wrong. */
  BINARY,
  /**
   * Ratings: every pair of completions of which one is rated higher. Where there are none, right
   * counts as 1 and wrong as 0.
   */
  RANKING
}
