package dev.aftlab.experiments.report;

import dev.aftlab.experiments.statistics.SeedMeans;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Statistics over seeds. */
final class SeedStatistics {
  private SeedStatistics() {}

  /** The mean of a measure over the outcomes that have it; absent when no outcome has it. */
  static Optional<Report.Spread> of(
      List<ArmOutcome> outcomes, Function<ArmOutcome, OptionalDouble> measure) {
    SortedMap<Long, Double> values = new TreeMap<>();
    outcomes.forEach(
        outcome -> measure.apply(outcome).ifPresent(value -> values.put(outcome.seed(), value)));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    double[] array = values.values().stream().mapToDouble(Double::doubleValue).toArray();
    return Optional.of(
        new Report.Spread(SeedMeans.mean(array), SeedMeans.deviation(array), values));
  }
}
