package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.statistics.Bootstrap;
import dev.aftlab.experiments.statistics.Holm;
import dev.aftlab.experiments.statistics.Interval;
import dev.aftlab.experiments.statistics.McNemar;
import dev.aftlab.experiments.statistics.PairedCounts;
import dev.aftlab.experiments.statistics.SeedMeans;
import dev.aftlab.experiments.statistics.Wilson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Computes a report from the items of every arm and seed. */
public final class Reporter {
  private final ReportRequest request;
  private final Map<String, List<ArmOutcome>> rows = new LinkedHashMap<>();

  private Reporter(ReportRequest request, List<ArmOutcome> outcomes) {
    this.request = request;
    outcomes.forEach(outcome -> rows.computeIfAbsent(outcome.row(), row -> new ArrayList<>()).add(outcome));
  }

  /** The report. Comparisons need the same questions in the same order in both arms of a seed. */
  public static Report report(ReportRequest request, List<ArmOutcome> outcomes) {
    return new Reporter(request, outcomes).report();
  }

  private Report report() {
    List<Report.Row> table = rows.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList();
    List<Report.Tested> family = family();
    int seeds = (int) rows.values().stream().flatMap(List::stream).mapToLong(ArmOutcome::seed).distinct().count();
    List<String> conclusions = new Conclusions(request, table, family, seeds, this::tested).sentences();
    return new Report(request.experiment(), request.description(), request.level(), seeds, table, family, conclusions, request.notes(), request.receipt());
  }

  private Report.Row row(String name, List<ArmOutcome> outcomes) {
    List<EvaluationItem> all = outcomes.stream().flatMap(outcome -> outcome.items().stream()).toList();
    int right = (int) all.stream().filter(EvaluationItem::correct).count();
    Map<Long, Map<String, String>> facts = new TreeMap<>();
    outcomes.forEach(outcome -> facts.put(outcome.seed(), outcome.facts()));
    return new Report.Row(
        name,
        outcomes.stream().map(ArmOutcome::seed).toList(),
        all.size(),
        spread(outcomes, Measures::accuracy).orElseThrow(),
        Wilson.interval(right, all.size(), request.level()),
        spread(outcomes, Measures::assessment),
        (int) all.stream().filter(Measures::mixed).count(),
        spread(outcomes, Measures::referenceNll),
        spread(outcomes, Measures::positiveNll),
        spread(outcomes, Measures::negativeNll),
        difference(name, request.reference()),
        difference(name, request.matched()),
        meanCost(outcomes),
        facts);
  }

  private static Optional<Report.Spread> spread(List<ArmOutcome> outcomes, Function<List<EvaluationItem>, OptionalDouble> measure) {
    double[] values = outcomes.stream().map(outcome -> measure.apply(outcome.items())).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).toArray();
    if (values.length == 0) {
      return Optional.empty();
    }
    return Optional.of(new Report.Spread(SeedMeans.mean(values), SeedMeans.deviation(values), DoubleStream.of(values).boxed().toList()));
  }

  private static Cost meanCost(List<ArmOutcome> outcomes) {
    Cost total = outcomes.stream().map(ArmOutcome::cost).reduce(Cost.NONE, Cost::plus);
    int n = outcomes.size();
    return new Cost(total.deviceSeconds() / n, total.operations() / n, total.trainedTokens() / n, total.sampledTokens() / n, total.promptTokens() / n);
  }

  private Optional<Report.Tested> difference(String row, String against) {
    return row.equals(against) || !rows.containsKey(against) ? Optional.empty() : tested(row, against);
  }

  private List<Report.Tested> family() {
    List<Report.Tested> tested = request.family().stream().flatMap(pair -> tested(pair.arm(), pair.against()).stream()).toList();
    double[] holm = Holm.adjust(tested.stream().mapToDouble(Report.Tested::p).toArray());
    boolean seeded = tested.stream().allMatch(test -> test.seedP().isPresent());
    double[] seedHolm = seeded ? Holm.adjust(tested.stream().mapToDouble(test -> test.seedP().getAsDouble()).toArray()) : new double[0];
    List<Report.Tested> corrected = new ArrayList<>();
    for (int i = 0; i < tested.size(); i++) {
      Report.Tested test = tested.get(i);
      corrected.add(
          new Report.Tested(
              test.arm(), test.against(), test.difference(), test.interval(), test.onlyArm(), test.onlyAgainst(), test.p(),
              OptionalDouble.of(holm[i]), test.seedP(), seeded ? OptionalDouble.of(seedHolm[i]) : OptionalDouble.empty(), test.evaluations()));
    }
    return corrected;
  }

  /** A paired comparison over the seeds that both arms have; empty when they share none. */
  private Optional<Report.Tested> tested(String arm, String against) {
    List<PairedCounts> counts = new ArrayList<>();
    List<String> evaluations = new ArrayList<>();
    for (ArmOutcome first : rows.getOrDefault(arm, List.of())) {
      for (ArmOutcome second : rows.getOrDefault(against, List.of())) {
        if (first.seed() == second.seed()) {
          counts.add(paired(first, second));
          evaluations.add(first.facts().getOrDefault("evaluate", ""));
          evaluations.add(second.facts().getOrDefault("evaluate", ""));
        }
      }
    }
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    int onlyArm = counts.stream().mapToInt(PairedCounts::onlyFirst).sum();
    int onlyAgainst = counts.stream().mapToInt(PairedCounts::onlySecond).sum();
    double[] means = counts.stream().mapToDouble(PairedCounts::difference).toArray();
    Interval interval = Bootstrap.pairedDifference(counts, request.level(), request.resamples(), request.bootstrapSeed());
    return Optional.of(
        new Report.Tested(
            arm, against, SeedMeans.mean(means), interval, onlyArm, onlyAgainst, McNemar.exactP(onlyArm, onlyAgainst),
            OptionalDouble.empty(), SeedMeans.pairedP(means), OptionalDouble.empty(), evaluations));
  }

  private static PairedCounts paired(ArmOutcome first, ArmOutcome second) {
    if (first.items().size() != second.items().size()) {
      throw new IllegalArgumentException(
          first.row() + " and " + second.row() + " of seed " + first.seed() + " have " + first.items().size() + " and " + second.items().size()
              + " questions: they cannot be compared");
    }
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < first.items().size(); i++) {
      EvaluationItem one = first.items().get(i);
      EvaluationItem other = second.items().get(i);
      if (!one.question().equals(other.question())) {
        throw new IllegalArgumentException("item " + i + " is " + one.question() + " in " + first.row() + " and " + other.question() + " in " + second.row());
      }
      onlyFirst += one.correct() && !other.correct() ? 1 : 0;
      onlySecond += other.correct() && !one.correct() ? 1 : 0;
    }
    return new PairedCounts(first.items().size(), onlyFirst, onlySecond);
  }
}
