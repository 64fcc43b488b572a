package dev.aftlab.activities.step;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.ScoreRecord;
import dev.aftlab.experiments.result.StepKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Summed log-probabilities of samples under the model that their training starts from, as a score
 * step found them.
 */
final class ReferenceScores {
  private final Map<String, Double> sums = new HashMap<>();

  ReferenceScores(List<ScoreRecord> records) {
    records.forEach(record -> sums.put(record.sample(), record.sumLogprob()));
  }

  /** Those of a score step. */
  static ReferenceScores of(Fingerprint scores, StepContext context) {
    return new ReferenceScores(
        context.records(StepKind.SCORE, scores, "scores.jsonl", ScoreRecord.class));
  }

  /**
   * The log-probability of a sample, nats.
   *
   * @throws IllegalStateException when the step did not score it
   */
  double sum(LabelRecord sample) {
    Double sum = sums.get(sample.sample());
    if (sum == null) {
      throw new IllegalStateException(
          "sample "
              + sample.sample()
              + " has no reference score: the loss reads a sample that its"
              + " score step leaves out");
    }
    return sum;
  }
}
