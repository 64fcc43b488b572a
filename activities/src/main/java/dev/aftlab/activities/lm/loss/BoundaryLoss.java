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
    double falling = 0;
    double rising = 0;
    for (int n = 0; n < negatives.length; n++) {
      double down = Math.exp(negatives[n] - overNegatives);
      double up = Math.exp(mirrored[n] - overNegatives);
      byNegative[n] = slope * (down - up);
      falling += down;
      rising += up;
    }
    double direct = detach == Detach.T ? falling : falling + rising;
    for (int p = 0; p < positives.length; p++) {
      byPositive[p] = -slope * direct * Math.exp(flipped[p] - overPositives);
    }
    if (detach == Detach.NONE) {
      addThroughMinimum(positives, worst, 2 * slope * rising, byPositive);
    }
    return new AlignmentValue(LogSumExp.softplus(total), byPositive, byNegative);
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
