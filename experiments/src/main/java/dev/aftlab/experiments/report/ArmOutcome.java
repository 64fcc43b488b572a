package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluationItem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One arm of one seed, measured.
 *
 * @param arm the arm's name
 * @param point its place on the axes; empty without axes
 * @param seed the seed
 * @param items one per question, in the same order for every arm of a seed
 * @param cost what making its model cost
 * @param facts what else a reader wants to know: β and its rule, the extractor, fingerprints of artifacts
 */
public record ArmOutcome(String arm, String point, long seed, List<EvaluationItem> items, Cost cost, Map<String, String> facts) {

  /** Name of the row it belongs to: the arm and its point. */
  public String row() {
    return point.isEmpty() ? arm : arm + " [" + point + "]";
  }

  /** Fingerprint of the evaluation that the items are from: the fact {@code evaluate}; empty when it is not told. */
  List<String> evaluation() {
    return Stream.ofNullable(facts.get("evaluate")).toList();
  }
}
