package dev.aftlab.experiments.result;

/**
 * The cost of work. Operations are counted for the method, not for the implementation: 6N per
 * trained token, 2N per sampled or prompt token, each prompt once per question, each completion
 * once; N is the number of parameters.
 *
 * @param deviceSeconds seconds that devices were busy
 * @param operations estimated floating-point operations
 * @param trainedTokens tokens of trained prompts and completions
 * @param sampledTokens tokens drawn
 * @param promptTokens tokens of prompts and scored completions that were only read
 */
public record Cost(
    double deviceSeconds,
    double operations,
    long trainedTokens,
    long sampledTokens,
    long promptTokens) {

  /** No cost. */
  public static final Cost NONE = new Cost(0, 0, 0, 0, 0);

  /** The sum of both costs. */
  public Cost plus(Cost other) {
    return new Cost(
        deviceSeconds + other.deviceSeconds,
        operations + other.operations,
        trainedTokens + other.trainedTokens,
        sampledTokens + other.sampledTokens,
        promptTokens + other.promptTokens);
  }
}
