package dev.aftlab.activities.lm.loss;

/** Sums of exponentials that neither overflow nor lose small terms. */
final class LogSumExp {
  private LogSumExp() {}

  /** log Σ exp(x); −∞ when every x is. */
  static double logSumExp(double[] values) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    if (Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double value : values) {
      sum += Math.exp(value - largest);
    }
    return largest + Math.log(sum);
  }

  static double logAddExp(double a, double b) {
    return logSumExp(new double[] {a, b});
  }

  /** log(1 + exp(x)). */
  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** 1 / (1 + exp(−x)). */
  static double sigmoid(double x) {
    double small = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : small) / (1 + small);
  }
}
