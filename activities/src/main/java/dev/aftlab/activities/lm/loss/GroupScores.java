package dev.aftlab.activities.lm.loss;

/**
 * One value per completion of a question: its score, the mean log-probability of its tokens (end token included), or the
 * loss's derivative by that score. The arrays are not copied, since a training step makes many of these: do not write to
 * them.
 *
 * @param reference of the reference; empty when there is none, else one value
 * @param positives of the right completions
 * @param negatives of the wrong completions
 */
public record GroupScores(double[] reference, double[] positives, double[] negatives) {
  public GroupScores {
    if (reference.length > 1) {
      throw new IllegalArgumentException("reference has " + reference.length + " values; at most 1 is expected");
    }
  }

  /** Whether the question has right and wrong completions to set against each other. */
  public boolean isMixed() {
    return positives.length > 0 && negatives.length > 0;
  }
}
