package dev.aftlab.activities.lm.loss;

/** Names of the numbers that objectives put beside their value. */
final class Metrics {
  /** Mean negative log-likelihood of the references, nats per token. */
  public static final String VFT_LOSS = "vftLoss";

  /** Mean alignment loss over all questions of the batch, before λ. */
  public static final String ALIGN_LOSS = "alignLoss";

  /**
   * Mean over questions with both kinds of: mean score of the right minus mean score of the wrong
   * completions. With ranking feedback, mean over questions with pairs of: mean over the pairs of
   * the better one's score minus the worse one's.
   */
  public static final String MARGIN = "margin";

  /** Mean score of all right completions of the batch. */
  public static final String POSITIVE_SCORE = "positiveScore";

  /** Mean score of all wrong completions of the batch. */
  public static final String NEGATIVE_SCORE = "negativeScore";

  /**
   * Share of the batch's questions with both kinds, with ranking feedback of those with pairs, in
   * [0, 1].
   */
  public static final String MIXED_SHARE = "mixedShare";

  /**
   * Ranking feedback: mean over questions with pairs of the share of pairs whose better completion
   * has the higher score, in [0, 1].
   */
  public static final String ORDERED_SHARE = "orderedShare";

  /** Ranking feedback: number of pairs in the batch. */
  public static final String PAIRS = "pairs";

  private Metrics() {}
}
