package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.spec.ReportSpec.ComparisonSpec;
import dev.aftlab.experiments.statistics.Bootstrap;
import dev.aftlab.experiments.statistics.Holm;
import dev.aftlab.experiments.statistics.Interval;
import dev.aftlab.experiments.statistics.McNemar;
import dev.aftlab.experiments.statistics.PairedCounts;
import dev.aftlab.experiments.statistics.SeedMeans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Paired comparisons of rows over the seeds that both have. Those of the family carry Holm's
 * correction. A member of the family that cannot be computed, because an arm failed or a test has
 * no value, counts as p = 1: the correction always counts all pre-registered comparisons.
 */
final class Comparisons {
  private final ReportRequest request;
  private final Map<String, List<ArmOutcome>> rows;
  private final Map<ComparisonSpec, Optional<Report.Tested>> computed = new LinkedHashMap<>();
  private final List<Report.Tested> family;

  Comparisons(ReportRequest request, Map<String, List<ArmOutcome>> rows) {
    this.request = request;
    this.rows = rows;
    this.family = corrected();
    family.forEach(
        tested ->
            computed.put(new ComparisonSpec(tested.arm(), tested.against()), Optional.of(tested)));
  }

  /** The family's comparisons that could be computed, in its order. */
  List<Report.Tested> family() {
    return family;
  }

  /** The family's comparisons that could not. */
  List<ComparisonSpec> missing() {
    return request.family().stream().filter(pair -> uncorrected(pair).isEmpty()).toList();
  }

  /**
   * The comparison; with the family's correction when it, or its reverse, is in the family. Empty
   * when the rows share no seed.
   */
  Optional<Report.Tested> of(String arm, String against) {
    ComparisonSpec pair = new ComparisonSpec(arm, against);
    ComparisonSpec reverse = new ComparisonSpec(against, arm);
    if (!request.family().contains(pair) && request.family().contains(reverse)) {
      return uncorrected(reverse).map(Report.Tested::reversed);
    }
    return uncorrected(pair);
  }

  private List<Report.Tested> corrected() {
    List<Optional<Report.Tested>> tests = request.family().stream().map(this::uncorrected).toList();
    double[] holm = holm(tests, test -> OptionalDouble.of(test.p()));
    double[] seedHolm = holm(tests, Report.Tested::seedP);
    List<Report.Tested> corrected = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      int place = i;
      tests.get(i).ifPresent(test -> corrected.add(test.corrected(holm[place], seedHolm[place])));
    }
    return List.copyOf(corrected);
  }

  private static double[] holm(
      List<Optional<Report.Tested>> tests, Function<Report.Tested, OptionalDouble> p) {
    return Holm.adjust(
        tests.stream()
            .mapToDouble(test -> test.map(p).orElse(OptionalDouble.empty()).orElse(1))
            .toArray());
  }

  private Optional<Report.Tested> uncorrected(ComparisonSpec pair) {
    Optional<Report.Tested> known = computed.get(pair);
    if (known != null) {
      return known;
    }
    Optional<Report.Tested> tested = compute(pair);
    computed.put(pair, tested);
    return tested;
  }

  private Optional<Report.Tested> compute(ComparisonSpec pair) {
    List<Long> seeds = new ArrayList<>();
    List<PairedCounts> counts = new ArrayList<>();
    List<Fingerprint> evaluations = new ArrayList<>();
    for (ArmOutcome first : rows.getOrDefault(pair.arm(), List.of())) {
      for (ArmOutcome second : rows.getOrDefault(pair.against(), List.of())) {
        if (first.seed() == second.seed()) {
          seeds.add(first.seed());
          counts.add(paired(first, second));
          evaluations.add(first.evaluation());
          evaluations.add(second.evaluation());
        }
      }
    }
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(tested(pair, seeds, counts, evaluations));
  }

  private Report.Tested tested(
      ComparisonSpec pair,
      List<Long> seeds,
      List<PairedCounts> counts,
      List<Fingerprint> evaluations) {
    int onlyArm = counts.stream().mapToInt(PairedCounts::onlyFirst).sum();
    int onlyAgainst = counts.stream().mapToInt(PairedCounts::onlySecond).sum();
    double[] means = counts.stream().mapToDouble(PairedCounts::difference).toArray();
    Interval interval =
        Bootstrap.pairedDifference(
            counts, request.level(), request.resamples(), request.bootstrapSeed());
    return new Report.Tested(
        pair.arm(),
        pair.against(),
        seeds,
        SeedMeans.mean(means),
        interval,
        onlyArm,
        onlyAgainst,
        McNemar.exactP(onlyArm, onlyAgainst),
        OptionalDouble.empty(),
        SeedMeans.pairedP(means),
        OptionalDouble.empty(),
        evaluations);
  }

  private static PairedCounts paired(ArmOutcome first, ArmOutcome second) {
    requireSameQuestions(first, second);
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < first.items().size(); i++) {
      boolean one = first.items().get(i).correct();
      boolean other = second.items().get(i).correct();
      onlyFirst += one && !other ? 1 : 0;
      onlySecond += other && !one ? 1 : 0;
    }
    return new PairedCounts(first.items().size(), onlyFirst, onlySecond);
  }

  private static void requireSameQuestions(ArmOutcome first, ArmOutcome second) {
    int questions = first.items().size();
    if (questions != second.items().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s and %s of seed %d have %d and %d questions: they cannot be compared; evaluate"
                  + " both on the same questions",
              first.row(),
              second.row(),
              first.seed(),
              questions,
              second.items().size()));
    }
    for (int i = 0; i < questions; i++) {
      requireSameQuestion(first, second, i);
    }
  }

  private static void requireSameQuestion(ArmOutcome first, ArmOutcome second, int item) {
    String one = first.items().get(item).question();
    String other = second.items().get(item).question();
    if (!one.equals(other)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "item %d of seed %d is question %s in %s and %s in %s: they cannot be compared;"
                  + " evaluate both on the same questions",
              item,
              first.seed(),
              one,
              first.row(),
              other,
              second.row()));
    }
  }
}
