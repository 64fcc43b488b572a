package dev.aftlab.activities.lm.score;

/**
 * The log-probability of a completion given its prompt, in nats.
 *
 * @param sum over the completion's tokens, end token included
 * @param tokens their number, 1 or more
 */
public record CompletionScore(double sum, int tokens) {
  /** The score s = (1/|c|) Σ log p(c_j | c_<j, q). Perplexity is e^(−s). */
  public double mean() {
    return sum / tokens;
  }
}
