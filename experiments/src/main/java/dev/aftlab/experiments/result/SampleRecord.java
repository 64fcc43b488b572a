package dev.aftlab.experiments.result;

/**
 * One sampled completion.
 *
 * @param sample its id: the question's id, {@code #}, the index
 * @param question the question's id
 * @param index the sample's index, from 0
 * @param tokens token ids, the end token included when it was reached; none of a stop text, and
 *     none at all where the completion began with one
 * @param text the text without the end token
 * @param finished whether it ended, with the end token or at a stop text
 */
public record SampleRecord(
    String sample, String question, int index, int[] tokens, String text, boolean finished) {}
