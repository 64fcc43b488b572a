package dev.aftlab.activities.dataset;

/**
 * One question.
 *
 * @param id unique within its data set and stable
 * @param text the question
 * @param reference a right chain of thought that ends in the answer; empty when there is none
 * @param gold the right answer
 */
public record Question(String id, String text, String reference, String gold) {}
