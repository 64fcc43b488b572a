package dev.aftlab.activities.tracking.run;

import dev.aftlab.experiments.report.ArmOutcome;
import dev.aftlab.experiments.report.ItemMetrics;
import dev.aftlab.experiments.report.SampledOutcome;
import dev.aftlab.experiments.report.SampledQuestion;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.statistics.Interval;
import dev.aftlab.experiments.statistics.PassAtK;
import dev.aftlab.experiments.statistics.Wilson;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** The final numbers of one arm of one seed, under the names that trackers show. */
final class ArmMetrics {
  private ArmMetrics() {}

  /**
   * The numbers. Those on a further set have its name in theirs: {@code also.svamp.accuracy}.
   *
   * @param level confidence level of the intervals
   */
  static SortedMap<String, Double> of(ArmOutcome outcome, double level) {
    List<EvaluationItem> items = outcome.items();
    SortedMap<String, Double> numbers = new TreeMap<>();
    accuracy(numbers, "", items, level);
    put(numbers, "assessment", ItemMetrics.assessment(items));
    numbers.put("assessment.n", (double) items.stream().filter(ItemMetrics::assessed).count());
    put(numbers, "nll.reference", ItemMetrics.referenceNll(items));
    put(numbers, "nll.positive", ItemMetrics.positiveNll(items));
    put(numbers, "nll.negative", ItemMetrics.negativeNll(items));
    numbers.put("deviceSeconds", outcome.cost().deviceSeconds());
    numbers.put("operations", outcome.cost().operations());
    outcome
        .also()
        .forEach(
            set -> {
              accuracy(numbers, "also." + set.set() + ".", set.items(), level);
              put(
                  numbers,
                  "also." + set.set() + ".nll.reference",
                  ItemMetrics.referenceNll(set.items()));
            });
    outcome.sampled().ifPresent(sampled -> sampled(numbers, sampled));
    return numbers;
  }

  private static void accuracy(
      SortedMap<String, Double> numbers, String prefix, List<EvaluationItem> items, double level) {
    if (!items.isEmpty()) {
      share(
          numbers,
          prefix + "accuracy",
          items.stream().filter(EvaluationItem::correct).count(),
          items.size(),
          level);
    }
    numbers.put(prefix + "n", (double) items.size());
  }

  private static void sampled(SortedMap<String, Double> numbers, SampledOutcome sampled) {
    List<SampledQuestion> questions = sampled.questions();
    numbers.put("sampled.n", (double) questions.size());
    numbers.put("sampled.k", (double) sampled.k());
    put(
        numbers,
        "sampled.majority",
        questions.stream().mapToDouble(SampledQuestion::majority).average());
    PassAtK.sizes(sampled.k())
        .forEach(
            j ->
                put(
                    numbers,
                    "sampled.pass." + j,
                    questions.stream().mapToDouble(question -> question.pass(j)).average()));
  }

  private static void share(
      SortedMap<String, Double> numbers, String name, long right, long n, double level) {
    Interval interval = Wilson.interval(right, n, level);
    numbers.put(name, (double) right / n);
    numbers.put(name + ".low", interval.low());
    numbers.put(name + ".high", interval.high());
  }

  private static void put(SortedMap<String, Double> numbers, String name, OptionalDouble value) {
    value.ifPresent(number -> numbers.put(name, number));
  }
}
