package dev.aftlab.experiments.report;

import dev.aftlab.experiments.statistics.Interval;
import dev.aftlab.experiments.statistics.MeanBootstrap;
import dev.aftlab.experiments.statistics.PassAtK;
import dev.aftlab.experiments.statistics.SeedMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Computes self-consistency and pass@k of the arms with sampled answers. */
final class SampledReporter {
  private final ReportRequest request;
  private final Map<String, List<ArmOutcome>> rows;

  private SampledReporter(ReportRequest request, Map<String, List<ArmOutcome>> rows) {
    this.request = request;
    this.rows = rows;
  }

  /** The table; absent when no arm has sampled answers. */
  static Optional<SampledTable> table(ReportRequest request, Map<String, List<ArmOutcome>> rows) {
    List<SampledTable.Row> table = new SampledReporter(request, rows).rows();
    return table.isEmpty() ? Optional.empty() : Optional.of(new SampledTable(table));
  }

  private List<SampledTable.Row> rows() {
    List<SampledTable.Row> table = new ArrayList<>();
    rows.keySet().stream()
        .filter(name -> !outcomesWithSamples(name).isEmpty())
        .forEach(name -> table.add(row(name, outcomesWithSamples(name))));
    return table;
  }

  /** The outcomes of a row with answers. */
  private List<ArmOutcome> outcomesWithSamples(String name) {
    return rows.getOrDefault(name, List.of()).stream()
        .filter(outcome -> outcome.sampled().isPresent())
        .toList();
  }

  private static SampledOutcome sampled(ArmOutcome outcome) {
    return outcome.sampled().orElseThrow();
  }

  private SampledTable.Row row(String name, List<ArmOutcome> outcomes) {
    int k = sampled(outcomes.getFirst()).k();
    List<Integer> sizes = PassAtK.sizes(k);
    List<ToDoubleFunction<SampledQuestion>> measures =
        new ArrayList<>(List.of(SampledQuestion::majority));
    sizes.forEach(j -> measures.add(question -> question.pass(j)));
    List<SampledTable.Share> shares = shares(outcomes, measures);
    SortedMap<Long, Map<String, String>> facts = new TreeMap<>();
    outcomes.forEach(outcome -> facts.put(outcome.seed(), sampled(outcome).source().details()));
    return new SampledTable.Row(
        name,
        outcomes.stream().map(ArmOutcome::seed).toList(),
        outcomes.stream().mapToInt(outcome -> sampled(outcome).questions().size()).sum(),
        k,
        shares.getFirst(),
        IntStream.range(0, sizes.size())
            .mapToObj(i -> new SampledTable.Pass(sizes.get(i), shares.get(i + 1)))
            .toList(),
        spread(outcomes, SampledQuestion::withoutAnswer),
        difference(name, outcomes),
        outcomes.stream().map(outcome -> sampled(outcome).source().fingerprint()).toList(),
        facts);
  }

  private List<SampledTable.Share> shares(
      List<ArmOutcome> outcomes, List<ToDoubleFunction<SampledQuestion>> measures) {
    List<double[][]> values =
        outcomes.stream().map(outcome -> values(sampled(outcome).questions(), measures)).toList();
    List<Interval> intervals =
        MeanBootstrap.means(values, request.level(), request.resamples(), request.bootstrapSeed());
    return IntStream.range(0, measures.size())
        .mapToObj(i -> new SampledTable.Share(spread(outcomes, measures.get(i)), intervals.get(i)))
        .toList();
  }

  private static double[][] values(
      List<SampledQuestion> questions, List<ToDoubleFunction<SampledQuestion>> measures) {
    return questions.stream()
        .map(
            question ->
                measures.stream().mapToDouble(measure -> measure.applyAsDouble(question)).toArray())
        .toArray(double[][]::new);
  }

  private static Report.Spread spread(
      List<ArmOutcome> outcomes, ToDoubleFunction<SampledQuestion> measure) {
    return SeedStatistics.of(
            outcomes,
            outcome ->
                OptionalDouble.of(
                    sampled(outcome).questions().stream()
                        .mapToDouble(measure)
                        .average()
                        .orElseThrow()))
        .orElseThrow();
  }

  private Optional<SampledTable.Difference> difference(String name, List<ArmOutcome> outcomes) {
    String reference = request.reference();
    if (name.equals(reference)) {
      return Optional.empty();
    }
    List<Long> seeds = new ArrayList<>();
    List<double[][]> differences = new ArrayList<>();
    for (ArmOutcome outcome : outcomes) {
      outcomesWithSamples(reference).stream()
          .filter(other -> other.seed() == outcome.seed())
          .forEach(
              other -> {
                seeds.add(outcome.seed());
                differences.add(differences(outcome, other));
              });
    }
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(difference(reference, seeds, differences));
  }

  private SampledTable.Difference difference(
      String reference, List<Long> seeds, List<double[][]> differences) {
    Interval interval =
        MeanBootstrap.means(
                differences, request.level(), request.resamples(), request.bootstrapSeed())
            .getFirst();
    double[] means = differences.stream().mapToDouble(SampledReporter::mean).toArray();
    return new SampledTable.Difference(reference, seeds, SeedMeans.mean(means), interval);
  }

  private static double mean(double[][] questions) {
    return Arrays.stream(questions).mapToDouble(question -> question[0]).average().orElseThrow();
  }

  private static double[][] differences(ArmOutcome one, ArmOutcome other) {
    List<SampledQuestion> first = sampled(one).questions();
    List<SampledQuestion> second = sampled(other).questions();
    if (!first.stream()
        .map(SampledQuestion::question)
        .toList()
        .equals(second.stream().map(SampledQuestion::question).toList())) {
      throw new IllegalArgumentException(
          one.row()
              + " and "
              + other.row()
              + " of seed "
              + one.seed()
              + " have sampled answers to different questions: they cannot be compared");
    }
    return IntStream.range(0, first.size())
        .mapToObj(i -> new double[] {first.get(i).majority() - second.get(i).majority()})
        .toArray(double[][]::new);
  }
}
