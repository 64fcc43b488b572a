package dev.aftlab.experiments.statistics;

/**
 * Counts of binary outcomes of two models on the same questions, for paired comparisons of
 * accuracies.
 *
 * @param questions number of questions, at least 1
 * @param onlyFirst questions that only the first got right, at least 0
 * @param onlySecond questions that only the second got right, at least 0; with {@code onlyFirst} at
 *     most {@code questions}
 */
public record PairedCounts(int questions, int onlyFirst, int onlySecond) {

  /** Checks the bounds. */
  public PairedCounts {
    if (questions < 1
        || onlyFirst < 0
        || onlySecond < 0
        || (long) onlyFirst + onlySecond > questions) {
      throw new IllegalArgumentException(
          "paired counts need at least one question and discordant counts of 0 … questions in all,"
              + " have "
              + questions
              + " questions, "
              + onlyFirst
              + " that only the first and "
              + onlySecond
              + " that only the second got right");
    }
  }

  /** First accuracy minus second, as a share in −1 … 1. */
  public double difference() {
    return (double) (onlyFirst - onlySecond) / questions;
  }
}
