package dev.aftlab.experiments.result;

/**
 * A sample with its verdict and where the verdict comes from.
 *
 * @param sample the sample's id
 * @param question the question's id
 * @param index the sample's index, from 0
 * @param tokens token ids, the end token included when it was reached
 * @param text the text without the end token
 * @param finished whether the end token was reached
 * @param extractor name of the rule that found the answer
 * @param extractorVersion version of that rule
 * @param extracted the answer found; empty when there is none
 * @param gold the right answer
 * @param correct the verdict
 * @param kept what becomes of it: positive, negative, or why it is dropped: unfinished, duplicate, reference
 */
public record LabelRecord(
    String sample,
    String question,
    int index,
    int[] tokens,
    String text,
    boolean finished,
    String extractor,
    int extractorVersion,
    String extracted,
    String gold,
    boolean correct,
    String kept) {}
