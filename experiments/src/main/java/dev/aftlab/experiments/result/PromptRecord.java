package dev.aftlab.experiments.result;

/**
 * The prompt of one question.
 *
 * @param question the question's id
 * @param text the prompt
 * @param tokens its token ids, a begin token included
 */
public record PromptRecord(String question, String text, int[] tokens) {}
