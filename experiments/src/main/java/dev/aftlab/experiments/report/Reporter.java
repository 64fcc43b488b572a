package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.statistics.Wilson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Computes a report from the items of every arm and seed. */
public final class Reporter {
  private final ReportRequest request;
  private final Map<String, List<ArmOutcome>> rows = new LinkedHashMap<>();
  private final Comparisons comparisons;

  private Reporter(ReportRequest request, List<ArmOutcome> outcomes) {
    this.request = request;
    outcomes.forEach(
        outcome -> rows.computeIfAbsent(outcome.row(), row -> new ArrayList<>()).add(outcome));
    rows.values().forEach(Reporter::check);
    this.comparisons = new Comparisons(request, rows);
  }

  /**
   * Computes the report.
   *
   * @param request the contents of the report
   * @param outcomes every arm and seed that was evaluated, in the order of the rows
   * @throws IllegalArgumentException when an arm has no questions or unequal numbers of them over
   *     its seeds, or when two arms that are compared were not evaluated on the same questions in
   *     the same order
   */
  public static Report report(ReportRequest request, List<ArmOutcome> outcomes) {
    return new Reporter(request, outcomes).report();
  }

  private static void check(List<ArmOutcome> outcomes) {
    ArmOutcome first = outcomes.getFirst();
    if (first.items().isEmpty()) {
      throw new IllegalArgumentException(
          first.row()
              + " of seed "
              + first.seed()
              + " has no questions, so there is nothing to report");
    }
    for (ArmOutcome outcome : outcomes) {
      if (outcome.items().size() != first.items().size()) {
        throw new IllegalArgumentException(
            first.row()
                + " has "
                + first.items().size()
                + " questions with seed "
                + first.seed()
                + " and "
                + outcome.items().size()
                + " with seed "
                + outcome.seed()
                + ": its seeds cannot be averaged; evaluate all on the same number of questions");
      }
    }
    if (outcomes.stream().map(ArmOutcome::seed).distinct().count() < outcomes.size()) {
      throw new IllegalArgumentException(first.row() + " has two outcomes of one seed");
    }
  }

  private Report report() {
    List<Report.Row> table = table();
    int seeds =
        (int)
            rows.values().stream()
                .flatMap(List::stream)
                .mapToLong(ArmOutcome::seed)
                .distinct()
                .count();
    List<String> conclusions =
        table.isEmpty()
            ? List.of()
            : new Conclusions(request, table, comparisons, seeds, sampled()).sentences();
    return new Report(
        request.experiment(),
        request.description(),
        request.level(),
        seeds,
        request.reference(),
        request.matched(),
        table,
        comparisons.family(),
        conclusions,
        request.notes(),
        request.receipt(),
        List.of(),
        sets(),
        SampledReporter.table(request, rows),
        List.of());
  }

  private boolean sampled() {
    return rows.values().stream()
        .flatMap(List::stream)
        .flatMap(outcome -> outcome.items().stream())
        .anyMatch(item -> !item.positives().isEmpty() || !item.negatives().isEmpty());
  }

  private List<Report.Row> table() {
    return rows.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList();
  }

  /**
   * Computes each further set like a main set, without the family, which belongs to the main set.
   */
  private List<FurtherTable> sets() {
    Map<String, List<ArmOutcome>> sets = new LinkedHashMap<>();
    for (ArmOutcome outcome : rows.values().stream().flatMap(List::stream).toList()) {
      outcome
          .also()
          .forEach(
              set ->
                  addOnce(
                      outcome.on(set), sets.computeIfAbsent(set.set(), name -> new ArrayList<>())));
    }
    ReportRequest uncorrected = request.withoutFamily();
    List<FurtherTable> tables = new ArrayList<>();
    sets.forEach(
        (name, outcomes) ->
            tables.add(
                new FurtherTable(
                    name,
                    new Reporter(uncorrected, outcomes)
                        .table().stream().map(FurtherTable.Row::of).toList())));
    return List.copyOf(tables);
  }

  /**
   * Counts the base model's answers to the questions of a file once, since they are equal for all
   * seeds.
   */
  private static void addOnce(ArmOutcome outcome, List<ArmOutcome> outcomes) {
    if (outcomes.stream()
        .noneMatch(
            other ->
                other.row().equals(outcome.row())
                    && other.evaluation().equals(outcome.evaluation()))) {
      outcomes.add(outcome);
    }
  }

  private Report.Row row(String name, List<ArmOutcome> outcomes) {
    List<EvaluationItem> all =
        outcomes.stream().flatMap(outcome -> outcome.items().stream()).toList();
    int right = (int) all.stream().filter(EvaluationItem::correct).count();
    SortedMap<Long, Map<String, String>> facts = new TreeMap<>();
    outcomes.forEach(outcome -> facts.put(outcome.seed(), outcome.sources().details()));
    return new Report.Row(
        name,
        outcomes.stream().map(ArmOutcome::seed).toList(),
        all.size(),
        spread(outcomes, ItemMetrics::accuracy).orElseThrow(),
        Wilson.interval(right, all.size(), request.level()),
        spread(outcomes, ItemMetrics::assessment),
        (int) all.stream().filter(ItemMetrics::assessed).count(),
        spread(outcomes, ItemMetrics::referenceNll),
        spread(outcomes, ItemMetrics::positiveNll),
        spread(outcomes, ItemMetrics::negativeNll),
        difference(name, request.reference()),
        difference(name, request.matched()),
        meanCost(outcomes),
        outcomes.stream().map(ArmOutcome::evaluation).toList(),
        facts);
  }

  private static Optional<Report.Spread> spread(
      List<ArmOutcome> outcomes, Function<List<EvaluationItem>, OptionalDouble> measure) {
    return SeedStatistics.of(outcomes, outcome -> measure.apply(outcome.items()));
  }

  private static Cost meanCost(List<ArmOutcome> outcomes) {
    Cost total = outcomes.stream().map(ArmOutcome::cost).reduce(Cost.NONE, Cost::plus);
    int n = outcomes.size();
    return new Cost(
        total.deviceSeconds() / n,
        total.operations() / n,
        total.trainedTokens() / n,
        total.sampledTokens() / n,
        total.promptTokens() / n);
  }

  private Optional<Report.Tested> difference(String row, String against) {
    return row.equals(against) || !rows.containsKey(against)
        ? Optional.empty()
        : comparisons.of(row, against);
  }
}
