package dev.aftlab.experiments.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The exact test of McNemar (Q. McNemar, 1947) for paired yes-or-no outcomes: of b + c discordant
 * pairs, b is Binomial(b + c, ½) when nothing differs. Pooled over seeds it is about the answers of
 * these trainings, not about future trainings.
 */
public final class McNemar {
  private McNemar() {}

  /**
   * Two-sided p: twice the smaller tail, 1 at most; 1 when there are no discordant pairs.
   *
   * @param onlyFirst pairs that only the first got right, at least 0
   * @param onlySecond pairs that only the second got right, at least 0
   */
  public static double exactP(int onlyFirst, int onlySecond) {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "McNemar's test needs counts of at least 0, has " + onlyFirst + " and " + onlySecond);
    }
    int discordant = onlyFirst + onlySecond;
    if (discordant == 0) {
      return 1;
    }
    return Math.min(
        1,
        2
            * BinomialDistribution.of(discordant, 0.5)
                .cumulativeProbability(Math.min(onlyFirst, onlySecond)));
  }
}
