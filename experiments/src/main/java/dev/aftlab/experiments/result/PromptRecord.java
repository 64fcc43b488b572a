package dev.aftlab.experiments.result;

/**
 * What a model was given for one question.
 *
 * @param question the question's id
 * @param text the prompt
 * @param tokens its token ids, a begin token included
 */
public record PromptRecord(String question, String text, int[] tokens) {}
