package dev.aftlab.activities.lm.loss;

import dev.aftlab.experiments.spec.ConstraintSpec.Detach;
import java.util.Arrays;

/** L_BC of {@link AlignmentLoss}. */
final class BoundaryLoss implements AlignmentLoss {
  private final double beta;
  private final Detach detach;

  BoundaryLoss(double beta, Detach detach) {
    if (!(beta >= 0)) {
      throw new IllegalArgumentException("beta is " + beta + "; it must be 0 or more");
    }
    this.beta = beta;
    this.detach = detach;
  }

  @Override
  public AlignmentValue evaluate(double[] positives, double[] negatives) {
    double[] byPositive = new double[positives.length];
    double[] byNegative = new double[negatives.length];
    if (positives.length == 0 || negatives.length == 0) {
      return new AlignmentValue(0, byPositive, byNegative);
    }
    double worst = Arrays.stream(positives).min().orElseThrow();
    double[] mirrored = Arrays.stream(negatives).map(s -> 2 * (worst - beta) - s).toArray();
    double[] flipped = BatchStatistics.scaled(positives, -1);
    double overPositives = LogSumExp.logSumExp(flipped);
    double overNegatives =
        LogSumExp.logAddExp(LogSumExp.logSumExp(negatives), LogSumExp.logSumExp(mirrored));
    double total = overPositives + overNegatives;
    double slope = LogSumExp.sigmoid(total);
    // The shares of Σ exp(s_n) and of Σ exp(2B − s_n) in their sum.
    double[] down = shares(negatives, overNegatives);
    double[] up = shares(mirrored, overNegatives);
    Arrays.setAll(byNegative, n -> slope * (down[n] - up[n]));
    double falling = sum(down);
    double rising = sum(up);
    double direct = detach == Detach.T ? falling : falling + rising;
    for (int p = 0; p < positives.length; p++) {
      byPositive[p] = -slope * direct * Math.exp(flipped[p] - overPositives);
    }
    if (detach == Detach.NONE) {
      addThroughMinimum(positives, worst, 2 * slope * rising, byPositive);
    }
    return new AlignmentValue(LogSumExp.softplus(total), byPositive, byNegative);
  }

  private static double[] shares(double[] exponents, double logTotal) {
    return Arrays.stream(exponents).map(exponent -> Math.exp(exponent - logTotal)).toArray();
  }

  /** A plain sum from left to right: {@code DoubleStream.sum} rounds otherwise. */
  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** ∂L/∂B · ∂B/∂s_p; right completions that tie for the worst share it evenly. */
  private static void addThroughMinimum(
      double[] positives, double worst, double slope, double[] byPositive) {
    long ties = Arrays.stream(positives).filter(s -> s == worst).count();
    for (int p = 0; p < positives.length; p++) {
      byPositive[p] += positives[p] == worst ? slope / ties : 0;
    }
  }
}
