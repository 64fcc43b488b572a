package dev.aftlab.activities.lm.engine;

import dev.aftlab.experiments.spec.DecodingSpec;
import java.util.List;
import java.util.function.Function;

/**
 * What to generate: a range of samples for each prompt.
 *
 * @param prompts prompts with distinct question numbers
 * @param firstSample number of the first sample, 0 or more
 * @param sampleCount samples of each prompt, 1 or more
 * @param decoding temperature, limits, stop texts, and the rows of a batch
 * @param seed of the noise, of which sample j of question i has its own by (seed, i, j)
 * @param endTokens tokens that end a completion; without any, all have the longest length. The
 *     array is not copied: do not write to it
 * @param decoder the text of token ids, special tokens written out; called for stop texts only
 * @param logProbabilities whether to compute each token's log-probability
 */
public record GenerationRequest(
    List<SamplingPrompt> prompts,
    int firstSample,
    int sampleCount,
    DecodingSpec decoding,
    long seed,
    int[] endTokens,
    Function<int[], String> decoder,
    boolean logProbabilities) {

  /** Checks the range. */
  public GenerationRequest {
    prompts = List.copyOf(prompts);
    if (firstSample < 0 || sampleCount < 1) {
      throw new IllegalArgumentException(
          "firstSample is "
              + firstSample
              + " and sampleCount "
              + sampleCount
              + "; they must be at least 0 and 1");
    }
  }

  /** Without log-probabilities. */
  public GenerationRequest(
      List<SamplingPrompt> prompts,
      int firstSample,
      int sampleCount,
      DecodingSpec decoding,
      long seed,
      int[] endTokens,
      Function<int[], String> decoder) {
    this(prompts, firstSample, sampleCount, decoding, seed, endTokens, decoder, false);
  }
}
