package dev.aftlab.experiments.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sampled answers of one arm with one seed.
 *
 * @param k number of answers per question
 * @param questions one per question, in the same order for every arm of a seed
 * @param facts further facts for the reader: the extractor, the fact {@code label} with the
 *     fingerprint of the artifact
 */
public record SampledOutcome(int k, List<SampledQuestion> questions, Map<String, String> facts) {

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

  /** The fingerprint of the labels with the answers: the fact {@code label}; empty when unknown. */
  List<String> labels() {
    return Stream.ofNullable(facts.get("label")).toList();
  }
}
