package dev.aftlab.experiments.report;

import java.util.List;

/**
 * The sampled answers of one arm with one seed.
 *
 * @param k number of answers per question
 * @param questions one per question, in the same order for every arm of a seed
 * @param source the labels with the answers
 */
public record SampledOutcome(int k, List<SampledQuestion> questions, JudgedArtifact source) {

  /** Requires k answers for each question. */
  public SampledOutcome {
    for (SampledQuestion question : questions) {
      if (question.samples() != k) {
        throw new IllegalArgumentException(
            "question "
                + question.question()
                + " has "
                + question.samples()
                + " samples, must have "
                + k);
      }
    }
  }
}
