package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.result.Fingerprint;
import java.util.List;
import java.util.Optional;

/**
 * The measurements of one arm with one seed.
 *
 * @param arm the arm's name
 * @param point the axes' values; empty without axes
 * @param seed the seed
 * @param items one per question, in the same order for every arm of a seed
 * @param cost the cost of making its model
 * @param sources the artifacts that its numbers come from
 * @param also the outcomes on further sets that were evaluated, in the order of the tables
 * @param sampled its sampled answers; absent when none were drawn
 */
public record ArmOutcome(
    String arm,
    String point,
    long seed,
    List<EvaluationItem> items,
    Cost cost,
    ArmSources sources,
    List<FurtherOutcome> also,
    Optional<SampledOutcome> sampled) {

  /** An arm that is evaluated on its main set only. */
  public ArmOutcome(
      String arm,
      String point,
      long seed,
      List<EvaluationItem> items,
      Cost cost,
      ArmSources sources) {
    this(arm, point, seed, items, cost, sources, List.of(), Optional.empty());
  }

  /** A copy with a further set as main set and without cost, which only the main set reports. */
  ArmOutcome on(FurtherOutcome set) {
    return new ArmOutcome(arm, point, seed, set.items(), Cost.NONE, ArmSources.of(set.source()));
  }

  /** The name of its row: the arm and its point. */
  public String row() {
    return point.isEmpty() ? arm : arm + " [" + point + "]";
  }

  /** The fingerprint of the evaluation with the items. */
  Fingerprint evaluation() {
    return sources.evaluation().fingerprint();
  }
}
