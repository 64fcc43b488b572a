package dev.aftlab.activities.mirror;

import dev.aftlab.experiments.report.ArmOutcome;
import dev.aftlab.experiments.report.Measures;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.statistics.Interval;
import dev.aftlab.experiments.statistics.Wilson;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** The final numbers of one arm of one seed, under the names that trackers show. */
final class ArmNumbers {
  private ArmNumbers() {}

  /**
   * The numbers.
   *
   * @param level confidence level of the intervals
   */
  static SortedMap<String, Double> of(ArmOutcome outcome, double level) {
    List<EvaluationItem> items = outcome.items();
    SortedMap<String, Double> numbers = new TreeMap<>();
    if (!items.isEmpty()) {
      share(numbers, "accuracy", items.stream().filter(EvaluationItem::correct).count(), items.size(), level);
    }
    numbers.put("n", (double) items.size());
    put(numbers, "assessment", Measures.assessment(items));
    numbers.put("assessment.n", (double) items.stream().filter(Measures::assessed).count());
    put(numbers, "nll.reference", Measures.referenceNll(items));
    put(numbers, "nll.positive", Measures.positiveNll(items));
    put(numbers, "nll.negative", Measures.negativeNll(items));
    numbers.put("deviceSeconds", outcome.cost().deviceSeconds());
    numbers.put("operations", outcome.cost().operations());
    return numbers;
  }

  private static void share(SortedMap<String, Double> numbers, String name, long right, long n, double level) {
    Interval interval = Wilson.interval(right, n, level);
    numbers.put(name, (double) right / n);
    numbers.put(name + ".low", interval.low());
    numbers.put(name + ".high", interval.high());
  }

  private static void put(SortedMap<String, Double> numbers, String name, OptionalDouble value) {
    value.ifPresent(number -> numbers.put(name, number));
  }
}
