package dev.aftlab.activities.lm.loss;

/**
 * Too few questions have both right and wrong completions for an automatic β. A retry cannot help.
 */
public final class TooFewPairsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooFewPairsException(int pairs, int questions) {
    super(
        "beta: auto found "
            + pairs
            + " (question, wrong completion) pairs among "
            + questions
            + " questions, at least "
            + AutoBeta.LEAST_PAIRS
            + " are needed; sample more questions or a larger k, give beta as a number, or name a"
            + " fallback: beta: {type: auto, fallback: 0.3}");
  }
}
