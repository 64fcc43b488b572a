package dev.aftlab.activities.step;

import dev.aftlab.activities.lm.loss.AutoBeta;
import dev.aftlab.activities.lm.loss.BatchScores;
import dev.aftlab.activities.lm.loss.CandidateRole;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.ScoreRecord;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.result.TrainResult;
import dev.aftlab.experiments.spec.BetaSpec;
import dev.aftlab.experiments.spec.LossTraits;
import dev.aftlab.experiments.spec.LossTraits.SampleUse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds the β of a boundary: given, or read from scores. */
final class BoundaryBeta {
  private BoundaryBeta() {}

  /**
   * The β of a loss's boundary, with which its objective is made; empty without a boundary. It is
   * reported with the rule that found it.
   */
  static OptionalDouble of(
      LossTraits loss,
      Optional<Fingerprint> scores,
      StepContext workshop,
      TrainResultBuilder result) {
    if (loss.beta().isEmpty()) {
      return OptionalDouble.empty();
    }
    TrainResult.Beta beta =
        switch (loss.beta().get()) {
          case BetaSpec.Fixed fixed -> new TrainResult.Beta(fixed.value(), Optional.empty());
          case BetaSpec.Auto auto -> auto(auto, loss.samples(), scores.orElseThrow(), workshop);
        };
    result.beta(beta);
    return OptionalDouble.of(beta.value());
  }

  private static TrainResult.Beta auto(
      BetaSpec.Auto auto, SampleUse samples, Fingerprint scores, StepContext workshop) {
    List<ScoreRecord> records =
        workshop.records(StepKind.SCORE, scores, "scores.jsonl", ScoreRecord.class);
    BatchScores batch = batch(records);
    AutoBeta found =
        switch (samples) {
          case RANKED -> AutoBeta.ofRanked(batch, auto);
          case RIGHT_AND_WRONG, BEST_RIGHT -> AutoBeta.of(batch, auto);
        };
    return new TrainResult.Beta(found.beta(), Optional.of(found.describe()));
  }

  /** The scores as one batch; records of a question are neighbours, as they were scored. */
  private static BatchScores batch(List<ScoreRecord> records) {
    Map<String, Integer> questions = new HashMap<>();
    int[] question = new int[records.size()];
    double[] unknown = new double[records.size()];
    Arrays.setAll(question, i -> index(records.get(i).question(), questions));
    Arrays.fill(unknown, Double.NaN);
    return new BatchScores(
        questions.size(),
        question,
        records.stream().map(BoundaryBeta::role).toArray(CandidateRole[]::new),
        records.stream().mapToDouble(ScoreRecord::sumLogprob).toArray(),
        records.stream().mapToInt(ScoreRecord::tokens).toArray(),
        unknown,
        records.stream().mapToDouble(ScoreRecord::rank).toArray());
  }

  private static int index(String question, Map<String, Integer> questions) {
    return questions.computeIfAbsent(question, unseen -> questions.size());
  }

  private static CandidateRole role(ScoreRecord record) {
    return record.positive() ? CandidateRole.POSITIVE : CandidateRole.NEGATIVE;
  }
}
