package dev.aftlab.experiments.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The answers that one arm of one seed gave when it was asked several times.
 *
 * @param k answers to each question
 * @param questions one per question, in the same order for every arm of a seed
 * @param facts what else a reader wants to know: the extractor, the fact {@code label} with the
 *     fingerprint of the artifact
 */
public record SampledOutcome(int k, List<SampledQuestion> questions, Map<String, String> facts) {

  /** Checks that each question has k answers. */
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

  /**
   * Fingerprint of the labels that the answers are from: the fact {@code label}; empty when it is
   * not told.
   */
  List<String> labels() {
    return Stream.ofNullable(facts.get("label")).toList();
  }
}
