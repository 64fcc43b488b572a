package dev.aftlab.activities.lm.loss;

import dev.aftlab.experiments.spec.BetaSpec;
import dev.aftlab.experiments.statistics.Quantile;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The boundary's distance β, read from scores: a quantile of min_p s_p − s_n over the (question,
 * wrong completion) pairs of the questions with both kinds. So that share of the wrong completions
 * starts above the boundary. With ranking feedback it is the quantile of min_{m≻j} s_m − s_j over
 * the (question, completion j) pairs in which some completion m is rated higher than j: that share
 * of them starts above its own boundary. With two ratings both are the same.
 *
 * @param beta the distance, 0 or more
 * @param quantile the quantile, in [0, 1]
 * @param measured the quantile found; NaN when there were no pairs. A negative one gives β = 0
 * @param pairs how many (question, wrong or outrated completion) pairs there were
 * @param fallback whether β is the spec's fallback, since there were too few pairs
 */
public record AutoBeta(double beta, double quantile, double measured, int pairs, boolean fallback) {
  /** The fewest pairs that a quantile is taken of. */
  public static final int LEAST_PAIRS = 50;

  /**
   * Finds β for binary feedback.
   *
   * @param scores of the samples under the model that alignment starts from
   * @throws TooFewPairsException when there are fewer than 50 pairs and the spec has no fallback
   */
  public static AutoBeta of(BatchScores scores, BetaSpec.Auto spec) {
    double[] gaps =
        scores.byQuestion().stream()
            .filter(QuestionScores::isMixed)
            .flatMapToDouble(
                group -> {
                  double worst = Arrays.stream(group.positives()).min().orElseThrow();
                  return Arrays.stream(group.negatives()).map(score -> worst - score);
                })
            .toArray();
    return of(gaps, scores.questions(), spec);
  }

  /**
   * Finds β for ranking feedback.
   *
   * @param scores of the samples under the model that alignment starts from
   * @throws TooFewPairsException when there are fewer than 50 pairs and the spec has no fallback
   */
  public static AutoBeta ofRanked(BatchScores scores, BetaSpec.Auto spec) {
    double[] gaps =
        scores.byQuestion().stream()
            .flatMapToDouble(
                group -> {
                  double[] sampled = group.sampled();
                  double[] worst = RankingLoss.worstBetter(sampled, group.ranks());
                  return IntStream.range(0, sampled.length)
                      .filter(j -> Double.isFinite(worst[j]))
                      .mapToDouble(j -> worst[j] - sampled[j]);
                })
            .toArray();
    return of(gaps, scores.questions(), spec);
  }

  private static AutoBeta of(double[] gaps, int questions, BetaSpec.Auto spec) {
    double measured = gaps.length == 0 ? Double.NaN : Quantile.linear(gaps, spec.quantile());
    if (gaps.length >= LEAST_PAIRS) {
      return new AutoBeta(Math.max(0, measured), spec.quantile(), measured, gaps.length, false);
    }
    double given =
        spec.fallback().orElseThrow(() -> new TooFewPairsException(gaps.length, questions));
    return new AutoBeta(given, spec.quantile(), measured, gaps.length, true);
  }

  /** The rule and its result, human-readable. */
  public String describe() {
    if (fallback) {
      return "beta "
          + beta
          + " is the given fallback: only "
          + pairs
          + " pairs, "
          + LEAST_PAIRS
          + " are needed for a quantile";
    }
    return "beta "
        + beta
        + " is the "
        + quantile
        + " quantile of the gaps below the worst better score over "
        + pairs
        + " pairs"
        + (measured < 0 ? ", raised to 0 from " + measured : "");
  }
}
