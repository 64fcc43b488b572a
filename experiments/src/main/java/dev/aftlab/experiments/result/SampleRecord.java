package dev.aftlab.experiments.result;

/**
 * One completion that was drawn.
 *
 * @param sample its id: the question's id, {@code #}, the index
 * @param question the question's id
 * @param index the sample's index, from 0
 * @param tokens token ids, the end token included when it was reached
 * @param text the text without the end token
 * @param finished whether the end token was reached
 */
public record SampleRecord(String sample, String question, int index, int[] tokens, String text, boolean finished) {}
