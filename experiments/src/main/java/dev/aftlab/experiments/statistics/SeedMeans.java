package dev.aftlab.experiments.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/** Means over seeds: each training is one observation. */
public final class SeedMeans {
  private static final double ROUNDING = 1e-12;

  private SeedMeans() {}

  /** The mean. */
  public static double mean(double... values) {
    return Arrays.stream(values)
        .average()
        .orElseThrow(() -> new IllegalArgumentException("a mean needs at least one value"));
  }

  /** The sample standard deviation, with n − 1; absent for fewer than two values. */
  public static OptionalDouble deviation(double... values) {
    if (values.length < 2) {
      return OptionalDouble.empty();
    }
    double mean = mean(values);
    return OptionalDouble.of(
        Math.sqrt(
            Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()
                / (values.length - 1)));
  }

  /**
   * Student's two-sided p of the hypothesis that paired differences have mean 0 (Student, 1908): t
   * = mean / (deviation / √n) with n − 1 degrees of freedom. Absent for fewer than two seeds, and
   * when all differences are equal up to rounding, since t is undefined then.
   */
  public static OptionalDouble pairedP(double... differences) {
    OptionalDouble deviation = deviation(differences);
    double largest = Arrays.stream(differences).map(Math::abs).max().orElse(0);
    if (deviation.isEmpty() || deviation.getAsDouble() <= ROUNDING * largest) {
      return OptionalDouble.empty();
    }
    double t = mean(differences) / (deviation.getAsDouble() / Math.sqrt(differences.length));
    return OptionalDouble.of(
        2 * TDistribution.of(differences.length - 1).survivalProbability(Math.abs(t)));
  }
}
