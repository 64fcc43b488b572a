package dev.aftlab.experiments.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction: the i-th smallest of m p values is multiplied by m − i + 1, then
 * made non-decreasing (S. Holm, 1979).
 */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p values in the order given; each at most 1.
   *
   * @param p each 0 … 1; may be empty
   */
  public static double[] adjust(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double running = 0;
    for (int rank = 0; rank < order.length; rank++) {
      double value = p[order[rank]];
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(
            "p values lie in 0 … 1, number " + order[rank] + " is " + value);
      }
      running = Math.max(running, Math.min(1, (p.length - rank) * value));
      adjusted[order[rank]] = running;
    }
    return adjusted;
  }
}
