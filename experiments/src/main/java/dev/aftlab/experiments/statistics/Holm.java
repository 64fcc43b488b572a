package dev.aftlab.experiments.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down correction: the i-th smallest of m p values is multiplied by m − i + 1, then made non-decreasing (S. Holm, 1979). */
public final class Holm {
  private Holm() {}

  /** Adjusted p values in the order given; each at most 1. */
  public static double[] adjust(double[] p) {
    int[] order = IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> p[i])).mapToInt(Integer::intValue).toArray();
    double[] adjusted = new double[p.length];
    double running = 0;
    for (int rank = 0; rank < order.length; rank++) {
      running = Math.max(running, Math.min(1, (p.length - rank) * p[order[rank]]));
      adjusted[order[rank]] = running;
    }
    return Arrays.copyOf(adjusted, adjusted.length);
  }
}
