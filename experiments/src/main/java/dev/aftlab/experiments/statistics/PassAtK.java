package dev.aftlab.experiments.statistics;

import java.util.List;
import java.util.TreeSet;

/**
 * pass@j, the probability that at least one of j samples is right: the unbiased estimator 1 − C(n −
 * c, j) / C(n, j) from n samples of which c are right (M. Chen et al., 2021), as the product 1 − Π
 * (1 − j/i) over i = n − c + 1 … n, in which nothing overflows.
 */
public final class PassAtK {
  private PassAtK() {}

  /**
   * The estimate for one question, 0 … 1.
   *
   * @param samples n, at least 1
   * @param right c, 0 … n
   * @param j 1 … n
   */
  public static double estimate(int samples, int right, int j) {
    if (samples < 1 || right < 0 || right > samples || j < 1 || j > samples) {
      throw new IllegalArgumentException(
          "pass@j needs n ≥ 1 samples, 0 ≤ c ≤ n right ones and 1 ≤ j ≤ n, has n = "
              + samples
              + ", c = "
              + right
              + " and j = "
              + j);
    }
    if (samples - right < j) {
      return 1;
    }
    double none = 1;
    for (int i = samples - right + 1; i <= samples; i++) {
      none *= 1 - (double) j / i;
    }
    return 1 - none;
  }

  /** The reported j for k samples: 1, the powers of two below k, and k. */
  public static List<Integer> sizes(int k) {
    TreeSet<Integer> sizes = new TreeSet<>(List.of(1, k));
    for (int j = 2; j < k; j *= 2) {
      sizes.add(j);
    }
    return List.copyOf(sizes);
  }
}
