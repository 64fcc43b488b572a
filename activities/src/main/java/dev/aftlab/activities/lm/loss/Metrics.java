package dev.aftlab.activities.lm.loss;

/** Names of the numbers that objectives put beside their value. */
public final class Metrics {
  /** Mean negative log-likelihood of the references, nats per token. */
  public static final String VFT_LOSS = "vftLoss";
  /** Mean alignment loss over all questions of the batch, before λ. */
  public static final String ALIGN_LOSS = "alignLoss";
  /** Mean over questions with both kinds of: mean score of the right minus mean score of the wrong completions. */
  public static final String MARGIN = "margin";
  /** Mean score of all right completions of the batch. */
  public static final String POSITIVE_SCORE = "positiveScore";
  /** Mean score of all wrong completions of the batch. */
  public static final String NEGATIVE_SCORE = "negativeScore";
  /** Share of the batch's questions with both kinds, in [0, 1]. */
  public static final String MIXED_SHARE = "mixedShare";

  private Metrics() {}
}
