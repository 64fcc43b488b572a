package dev.aftlab.experiments.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The percentile bootstrap (B. Efron and R. Tibshirani, 1993) of means over questions of real
 * values: as {@link Bootstrap}, questions are drawn with replacement within each seed and the means
 * of the seeds are averaged. Several values of a question are resampled together. A resample costs
 * one draw for each question.
 */
public final class MeanBootstrap {
  private MeanBootstrap() {}

  /**
   * The interval of each value's mean over seeds.
   *
   * @param seeds for each seed, for each question, its values: the same number everywhere, at least
   *     one seed, and at least one question in each
   * @param level confidence level in (0, 1)
   * @param resamples number of resamples, at least 1
   * @param seed decides the draws: the same seed gives the same intervals
   */
  public static List<Interval> means(
      List<double[][]> seeds, double level, int resamples, long seed) {
    if (seeds.isEmpty()
        || seeds.stream().anyMatch(questions -> questions.length == 0)
        || resamples < 1
        || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "a bootstrap needs at least one seed, at least one question in each, at least one"
              + " resample and a level between 0 and 1; has "
              + seeds.size()
              + " seeds, "
              + resamples
              + " and "
              + level);
    }
    double[][] means = new double[seeds.getFirst()[0].length][resamples];
    SplittableRandom random = new SplittableRandom(seed);
    for (double[][] questions : seeds) {
      addResampledMeans(questions, means, (double) questions.length * seeds.size(), random);
    }
    double tail = (1 - level) / 2;
    return Arrays.stream(means).map(value -> interval(value, tail)).toList();
  }

  private static void addResampledMeans(
      double[][] questions, double[][] means, double share, SplittableRandom random) {
    double[] sums = new double[means.length];
    for (int resample = 0; resample < means[0].length; resample++) {
      Arrays.fill(sums, 0);
      for (int draw = 0; draw < questions.length; draw++) {
        double[] question = questions[random.nextInt(questions.length)];
        for (int value = 0; value < sums.length; value++) {
          sums[value] += question[value];
        }
      }
      for (int value = 0; value < sums.length; value++) {
        means[value][resample] += sums[value] / share;
      }
    }
  }

  private static Interval interval(double[] means, double tail) {
    Arrays.sort(means);
    return new Interval(Quantile.ofSorted(means, tail), Quantile.ofSorted(means, 1 - tail));
  }
}
