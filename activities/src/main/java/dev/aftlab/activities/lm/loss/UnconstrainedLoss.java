package dev.aftlab.activities.lm.loss;

/** L_A of {@link AlignmentLoss}, with or without a gradient by the wrong completions' scores. */
final class UnconstrainedLoss implements AlignmentLoss {
  private final boolean detached;

  UnconstrainedLoss(boolean detached) {
    this.detached = detached;
  }

  @Override
  public AlignmentValue evaluate(double[] positives, double[] negatives) {
    double[] byPositive = new double[positives.length];
    double[] byNegative = new double[negatives.length];
    if (positives.length == 0 || negatives.length == 0) {
      return new AlignmentValue(0, byPositive, byNegative);
    }
    double[] flipped = BatchStatistics.scaled(positives, -1);
    double overPositives = LogSumExp.logSumExp(flipped);
    double overNegatives = LogSumExp.logSumExp(negatives);
    double total = overPositives + overNegatives;
    double slope = LogSumExp.sigmoid(total);
    for (int p = 0; p < positives.length; p++) {
      byPositive[p] = -slope * Math.exp(flipped[p] - overPositives);
    }
    for (int n = 0; n < negatives.length && !detached; n++) {
      byNegative[n] = slope * Math.exp(negatives[n] - overNegatives);
    }
    return new AlignmentValue(LogSumExp.softplus(total), byPositive, byNegative);
  }
}
