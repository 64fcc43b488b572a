package dev.aftlab.activities.lm.sample;

/**
 * One drawn completion. The array is not copied: do not write to it.
 *
 * @param question number of its question
 * @param sample number of the sample
 * @param tokens token ids after the prompt, the end token included when it was reached
 * @param finished whether it ended with an end token; otherwise the longest length cut it off
 */
public record Completion(long question, int sample, int[] tokens, boolean finished) {}
