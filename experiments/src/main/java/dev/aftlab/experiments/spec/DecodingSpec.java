package dev.aftlab.experiments.spec;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How tokens are chosen.
 *
 * @param temperature 0 is greedy; 1 samples from the model's distribution
 * @param topK only the k likeliest tokens are drawn from; 0 switches it off
 * @param topP only the likeliest tokens that make up this probability are drawn from, in (0, 1]; 1 switches it off
 * @param maxNewTokens longest completion, in tokens, the end token counted
 * @param batchSequences sequences decoded side by side
 */
public record DecodingSpec(
    @Default("1") @DecimalMin("0") @DecimalMax("100") double temperature,
    @Default("0") @Min(0) int topK,
    @Default("1") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") double topP,
    @Default("256") @Min(1) @Max(131_072) int maxNewTokens,
    @Default("128") @Min(1) @Max(65_536) int batchSequences) {

  /** The same limits without chance: temperature 0. */
  public DecodingSpec greedy() {
    return new DecodingSpec(0, 0, 1, maxNewTokens, batchSequences);
  }
}
