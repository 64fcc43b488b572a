package dev.aftlab.activities.dataset;

import java.util.Objects;

/**
 * One question.
 *
 * @param id unique within its data set, stable, and independent of where a file lies
 * @param text the question
 * @param reference a right chain of thought that ends in the answer; empty when there is none
 * @param gold the right answer
 */
public record Question(String id, String text, String reference, String gold) {

  /** Refuses nulls. */
  public Question {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(gold, "gold");
  }
}
