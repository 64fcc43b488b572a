package dev.aftlab.activities.lm.engine;

/**
 * A question to complete. The array is not copied: do not write to it.
 *
 * @param question number of the question, part of the address of its noise: the same in every shard
 * @param tokens the prompt, 1 or more token ids
 */
public record SamplingPrompt(long question, int[] tokens) {
  public SamplingPrompt {
    if (tokens.length == 0) {
      throw new IllegalArgumentException(
          "the prompt of question " + question + " has 0 tokens; at least 1 is needed");
    }
  }
}
