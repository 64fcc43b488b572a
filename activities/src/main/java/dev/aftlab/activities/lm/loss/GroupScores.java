package dev.aftlab.activities.lm.loss;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * One value per completion of a question: its score, the mean log-probability of its tokens (end
 * token included), or the loss's derivative by that score. The arrays are not copied, since a
 * training step makes many of these: do not write to them.
 *
 * @param reference of the reference; empty when there is none, else one value
 * @param positives of the right completions
 * @param negatives of the wrong completions
 * @param ratings of the right completions and then of the wrong ones, higher is better; empty where
 *     they have no ratings, and in gradients
 */
public record GroupScores(
    double[] reference, double[] positives, double[] negatives, double[] ratings) {
  public GroupScores {
    if (reference.length > 1) {
      throw new IllegalArgumentException(
          "reference has " + reference.length + " values; at most 1 is expected");
    }
    if (ratings.length > 0 && ratings.length != positives.length + negatives.length) {
      throw new IllegalArgumentException(
          "ratings has "
              + ratings.length
              + " values; one per right and wrong completion is expected, or none");
    }
  }

  /** Without ratings. */
  public GroupScores(double[] reference, double[] positives, double[] negatives) {
    this(reference, positives, negatives, new double[0]);
  }

  /** The values of the right completions, then those of the wrong ones. */
  double[] sampled() {
    return DoubleStream.concat(Arrays.stream(positives), Arrays.stream(negatives)).toArray();
  }

  /**
   * What ranking feedback goes by, for each of {@link #sampled}: the rating; without ratings 1 for
   * right and 0 for wrong.
   */
  double[] ranks() {
    if (ratings.length > 0) {
      return ratings;
    }
    double[] ranks = new double[positives.length + negatives.length];
    Arrays.fill(ranks, 0, positives.length, 1);
    return ranks;
  }

  /** Whether the question has right and wrong completions to set against each other. */
  public boolean isMixed() {
    return positives.length > 0 && negatives.length > 0;
  }
}
