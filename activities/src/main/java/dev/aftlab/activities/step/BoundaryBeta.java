package dev.aftlab.activities.step;

import dev.aftlab.activities.lm.loss.AutoBeta;
import dev.aftlab.activities.lm.loss.GroupScores;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.ScoreRecord;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.spec.BetaSpec;
import dev.aftlab.experiments.spec.LossTraits;
import dev.aftlab.experiments.spec.LossTraits.SampleUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/** Finds the β of a boundary: given, or read from scores. */
final class BoundaryBeta {
  private BoundaryBeta() {}

  /**
   * The β of a loss's boundary, with which its objective is made; empty without a boundary. The
   * rule and the value found are added to the facts.
   */
  static OptionalDouble of(
      LossTraits loss,
      Optional<Fingerprint> scores,
      StepContext workshop,
      SortedMap<String, String> facts) {
    if (loss.beta().isEmpty()) {
      return OptionalDouble.empty();
    }
    double beta =
        switch (loss.beta().get()) {
          case BetaSpec.Fixed fixed -> fixed.value();
          case BetaSpec.Auto auto ->
              auto(auto, loss.samples(), scores.orElseThrow(), workshop, facts);
        };
    facts.put("beta", String.format(Locale.ROOT, "%.6f", beta));
    return OptionalDouble.of(beta);
  }

  private static double auto(
      BetaSpec.Auto auto,
      SampleUse samples,
      Fingerprint scores,
      StepContext workshop,
      SortedMap<String, String> facts) {
    List<ScoreRecord> records =
        workshop.records(StepKind.SCORE, scores, "scores.jsonl", ScoreRecord.class);
    Map<String, List<ScoreRecord>> questions = new LinkedHashMap<>();
    records.forEach(
        record ->
            questions
                .computeIfAbsent(record.question(), question -> new ArrayList<>())
                .add(record));
    List<GroupScores> groups = questions.values().stream().map(BoundaryBeta::group).toList();
    AutoBeta found =
        switch (samples) {
          case RANKED -> AutoBeta.ofRanked(groups, auto);
          case RIGHT_AND_WRONG, BEST_RIGHT -> AutoBeta.of(groups, auto);
        };
    facts.put("betaRule", found.describe());
    return found.beta();
  }

  /** The scores of a question; right samples come before wrong ones, as they were scored. */
  private static GroupScores group(List<ScoreRecord> records) {
    double[] ratings =
        records.stream().flatMapToDouble(record -> record.rating().stream()).toArray();
    return new GroupScores(new double[0], means(records, true), means(records, false), ratings);
  }

  private static double[] means(List<ScoreRecord> records, boolean positive) {
    return records.stream()
        .filter(record -> record.positive() == positive)
        .mapToDouble(ScoreRecord::mean)
        .toArray();
  }
}
