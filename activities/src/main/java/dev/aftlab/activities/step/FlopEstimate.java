package dev.aftlab.activities.step;

/**
 * Estimated floating-point operations of the method, not of this implementation: 6N per trained
 * token, 2N per token that is sampled or only read, N the number of parameters; each prompt once
 * per question, each completion once.
 */
final class FlopEstimate {
  private static final double PER_TRAINED_TOKEN = 6;
  private static final double PER_READ_TOKEN = 2;

  private FlopEstimate() {}

  static double training(long parameters, long tokens) {
    return PER_TRAINED_TOKEN * parameters * tokens;
  }

  static double reading(long parameters, long tokens) {
    return PER_READ_TOKEN * parameters * tokens;
  }
}
