package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluationItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One arm of one seed, measured.
 *
 * @param arm the arm's name
 * @param point its place on the axes; empty without axes
 * @param seed the seed
 * @param items one per question, in the same order for every arm of a seed
 * @param cost what making its model cost
 * @param facts what else a reader wants to know: β and its rule, the extractor, fingerprints of
 *     artifacts
 * @param also how it did on further sets, as far as they were evaluated, in the order of the tables
 * @param sampled its answers when it was asked several times; absent when it was not
 */
public record ArmOutcome(
    String arm,
    String point,
    long seed,
    List<EvaluationItem> items,
    Cost cost,
    Map<String, String> facts,
    List<FurtherOutcome> also,
    Optional<SampledOutcome> sampled) {

  /** An arm that is measured on its main set alone. */
  public ArmOutcome(
      String arm,
      String point,
      long seed,
      List<EvaluationItem> items,
      Cost cost,
      Map<String, String> facts) {
    this(arm, point, seed, items, cost, facts, List.of(), Optional.empty());
  }

  /**
   * The same arm with a further set in the place of its main one; what it cost is told once, with
   * the main set.
   */
  ArmOutcome on(FurtherOutcome set) {
    return new ArmOutcome(arm, point, seed, set.items(), Cost.NONE, set.facts());
  }

  /** Name of the row it belongs to: the arm and its point. */
  public String row() {
    return point.isEmpty() ? arm : arm + " [" + point + "]";
  }

  /**
   * Fingerprint of the evaluation that the items are from: the fact {@code evaluate}; empty when it
   * is not told.
   */
  List<String> evaluation() {
    return Stream.ofNullable(facts.get("evaluate")).toList();
  }
}
