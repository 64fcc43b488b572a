package dev.aftlab.experiments.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The percentile bootstrap of a paired difference (B. Efron and R. Tibshirani, 1993): questions are
 * drawn with replacement within each seed, the mean difference of each seed is taken, and the means
 * are averaged over the seeds. Seeds themselves are not resampled: the interval is about questions.
 *
 * <p>A question's difference is +1, 0 or −1, so a resample of n questions is two numbers: how many
 * discordant questions were drawn, D ~ Binomial(n, (b + c)/n), and how many of those are in favour
 * of the first, B ~ Binomial(D, b/(b + c)); the mean difference is (2B − D)/n. They are drawn
 * directly, which has the same distribution as drawing n questions one by one and costs a
 * thousandth.
 */
public final class Bootstrap {
  private Bootstrap() {}

  /**
   * The interval of the mean over seeds of the mean difference, in shares.
   *
   * @param seeds the counts of each seed, at least one
   * @param level confidence level in (0, 1)
   * @param resamples number of resamples, at least 1
   * @param seed decides the draws: the same seed gives the same interval
   */
  public static Interval pairedDifference(
      List<PairedCounts> seeds, double level, int resamples, long seed) {
    if (seeds.isEmpty() || resamples < 1 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "a bootstrap needs at least one seed, at least one resample and a level between 0 and 1;"
              + " has "
              + seeds.size()
              + ", "
              + resamples
              + " and "
              + level);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (PairedCounts counts : seeds) {
      addResampledMeans(counts, means, random);
    }
    for (int i = 0; i < resamples; i++) {
      means[i] /= seeds.size();
    }
    Arrays.sort(means);
    double tail = (1 - level) / 2;
    return new Interval(Quantile.ofSorted(means, tail), Quantile.ofSorted(means, 1 - tail));
  }

  private static void addResampledMeans(
      PairedCounts counts, double[] means, SplittableRandom random) {
    int discordant = counts.onlyFirst() + counts.onlySecond();
    if (discordant == 0) {
      return;
    }
    BinomialDraws drawn =
        new BinomialDraws(counts.questions(), (double) discordant / counts.questions());
    BinomialDraws[] inFavour = new BinomialDraws[counts.questions() + 1];
    double share = (double) counts.onlyFirst() / discordant;
    for (int i = 0; i < means.length; i++) {
      int number = drawn.next(random);
      if (inFavour[number] == null) {
        inFavour[number] = new BinomialDraws(number, share);
      }
      means[i] += (double) (2 * inFavour[number].next(random) - number) / counts.questions();
    }
  }
}
