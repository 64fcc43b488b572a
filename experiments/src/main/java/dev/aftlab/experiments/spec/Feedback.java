package dev.aftlab.experiments.spec;

/** The feedback that the alignment loss uses. */
public enum Feedback {
  /** Right or wrong answers. */
  BINARY,
  /**
   * Ratings: every pair of completions with different ratings. Without ratings, right counts as 1
   * and wrong as 0.
   */
  RANKING
}
