package dev.aftlab.experiments.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The percentile bootstrap of a paired difference (Efron and Tibshirani, 1993): questions are drawn with replacement within each seed, the mean
 * difference of each seed is taken, and the means are averaged over the seeds. Seeds themselves are not resampled: the interval is about questions.
 */
public final class Bootstrap {
  private Bootstrap() {}

  /**
   * The interval of the mean over seeds of the mean difference.
   *
   * @param seeds for each seed one difference per question
   * @param level confidence level in (0, 1)
   * @param resamples how often questions are drawn, at least 1
   * @param seed decides the draws: the same seed gives the same interval
   */
  public static Interval pairedDifference(List<double[]> seeds, double level, int resamples, long seed) {
    if (seeds.isEmpty() || seeds.stream().anyMatch(differences -> differences.length == 0)) {
      throw new IllegalArgumentException("a bootstrap needs at least one seed with at least one question");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      double total = 0;
      for (double[] differences : seeds) {
        total += resampledMean(differences, random);
      }
      means[i] = total / seeds.size();
    }
    Arrays.sort(means);
    double tail = (1 - level) / 2;
    return new Interval(quantile(means, tail), quantile(means, 1 - tail));
  }

  private static double resampledMean(double[] values, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[random.nextInt(values.length)];
    }
    return sum / values.length;
  }

  /** Linear interpolation between order statistics of sorted values. */
  static double quantile(double[] sorted, double quantile) {
    double place = quantile * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
