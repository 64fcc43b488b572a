package dev.aftlab.experiments.report;

import dev.aftlab.experiments.spec.LossTraits.WrongSamples;
import dev.aftlab.experiments.spec.ReportSpec.ComparisonSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run's own numbers say about the method, and what they do not. Covers the arms that the
 * experiment names for it, by what the loss of each does to wrong samples; where it names none,
 * only the pre-registered comparisons.
 *
 * <p>Two arms differ significantly when the exact McNemar p is below .05, Holm-corrected where the
 * comparison is pre-registered. Never claimed: an order among arms whose losses hold wrong samples
 * or do not read them; from one seed, anything about an arm against the reference.
 */
final class Conclusions {
  private static final double SIGNIFICANT = 0.05;
  private static final int FEW_SEEDS = 3;
  private static final List<WrongSamples> CONSTRAINED =
      List.of(WrongSamples.BOUNDED, WrongSamples.CONSTANT);
  private static final List<WrongSamples> UNORDERED =
      List.of(WrongSamples.BOUNDED, WrongSamples.CONSTANT, WrongSamples.UNREAD);

  private final ReportRequest request;
  private final List<Report.Row> rows;
  private final Comparisons comparisons;
  private final int seeds;
  private final boolean sampled;

  /** Conclusions from rows; {@code sampled} says whether any question has assessment samples. */
  Conclusions(
      ReportRequest request,
      List<Report.Row> rows,
      Comparisons comparisons,
      int seeds,
      boolean sampled) {
    this.request = request;
    this.rows = rows;
    this.comparisons = comparisons;
    this.seeds = seeds;
    this.sampled = sampled;
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    rows(List.of(WrongSamples.UNBOUNDED)).forEach(free -> unconstrained(free, sentences));
    aboveMatched().ifPresent(sentences::add);
    sentences.addAll(boundedOverReference());
    noOrder().ifPresent(sentences::add);
    if (request.concluded().isEmpty()) {
      comparisons
          .family()
          .forEach(tested -> sentences.add(tested.arm() + " is " + relation(tested) + "."));
    }
    comparisons.missing().forEach(pair -> sentences.add(missing(pair)));
    withoutPairs().ifPresent(sentences::add);
    fewSeeds().ifPresent(sentences::add);
    return List.copyOf(sentences);
  }

  /** The rows of the arms whose losses treat wrong samples so, in the order of the treatments. */
  private List<Report.Row> rows(List<WrongSamples> treatments) {
    return treatments.stream()
        .flatMap(
            treatment ->
                request.concluded().entrySet().stream()
                    .filter(arm -> arm.getValue() == treatment)
                    .flatMap(arm -> named(arm.getKey()).stream()))
        .toList();
  }

  private Optional<Report.Row> named(String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst();
  }

  private void unconstrained(Report.Row free, List<String> sentences) {
    List<String> clauses = new ArrayList<>();
    extreme(free, Report.Row::assessment, "assessment accuracy", "rises to", "the highest", 3)
        .ifPresent(clauses::add);
    extreme(free, Report.Row::referenceNll, "the NLL of references", "worsens to", "the worst", 4)
        .ifPresent(clauses::add);
    if (!clauses.isEmpty()) {
      sentences.add(
          "Without a constraint (" + free.name() + "), " + String.join(", and ", clauses) + ".");
    }
    List<String> relations = new ArrayList<>();
    for (Report.Row row : rows(CONSTRAINED)) {
      comparisons.of(free.name(), row.name()).map(this::relation).ifPresent(relations::add);
    }
    if (!relations.isEmpty()) {
      sentences.add(
          "Its accuracy is "
              + ReportNumbers.percent(free.accuracy().mean())
              + " %: "
              + String.join(" and ", relations)
              + ".");
    }
    againstReference(free).ifPresent(sentences::add);
  }

  /**
   * {@code assessment accuracy rises to 0.821, the highest (vft 0.689)}, or that it does not, with
   * the arms that are as high or higher.
   */
  @SuppressWarnings("ReferenceEquality") // the other rows, whatever they contain
  private Optional<String> extreme(
      Report.Row free,
      Function<Report.Row, Optional<Report.Spread>> measure,
      String what,
      String verb,
      String rank,
      int digits) {
    Optional<Report.Spread> own = measure.apply(free);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    ToDoubleFunction<Report.Row> mean =
        row -> measure.apply(row).map(Report.Spread::mean).orElse(Double.NEGATIVE_INFINITY);
    Optional<Report.Row> reached =
        rows.stream()
            .filter(row -> row != free && mean.applyAsDouble(row) >= own.get().mean())
            .max(Comparator.comparingDouble(mean));
    Stream<Report.Row> compared =
        Stream.concat(
                reached.stream(),
                named(request.reference()).stream().filter(row -> measure.apply(row).isPresent()))
            .distinct();
    String others =
        compared
            .map(row -> row.name() + " " + ReportNumbers.decimal(measure.apply(row), digits))
            .collect(Collectors.joining(", "));
    String beside = others.isEmpty() ? "" : " (" + others + ")";
    String value = ReportNumbers.decimal(own, digits);
    String expected = what + " " + verb + " " + value + ", " + rank + beside;
    String missed = what + " is " + value + ", not " + rank + beside;
    return Optional.of(
        reached.isEmpty() ? expected : missed + ": the expected effect did not show");
  }

  private Optional<String> againstReference(Report.Row free) {
    if (free.name().equals(request.reference()) || named(request.reference()).isEmpty()) {
      return Optional.empty();
    }
    if (seeds == 1) {
      return Optional.of(
          "One seed does not show whether "
              + free.name()
              + " is below or above "
              + request.reference()
              + ".");
    }
    return comparisons
        .of(free.name(), request.reference())
        .map(tested -> "Against the reference, " + free.name() + " is " + relation(tested) + ".");
  }

  /**
   * {@code below boundary (-8.3 points, p = 4e-40)}; with three seeds or more also the p over
   * trainings.
   */
  private String relation(Report.Tested tested) {
    double p = tested.holm().orElse(tested.p());
    String kind = tested.holm().isPresent() ? "Holm-corrected p" : "uncorrected p";
    String size =
        ReportNumbers.points(tested.difference()) + " points, " + kind + ReportNumbers.equal(p);
    if (tested.seeds().size() >= FEW_SEEDS && tested.seedP().isPresent()) {
      size +=
          ", over trainings p"
              + ReportNumbers.equal(tested.seedHolm().orElse(tested.seedP().getAsDouble()));
    }
    if (p >= SIGNIFICANT) {
      return "not significantly different from " + tested.against() + " (" + size + ")";
    }
    return (tested.difference() < 0 ? "below " : "above ") + tested.against() + " (" + size + ")";
  }

  private Optional<String> aboveMatched() {
    List<String> relations = new ArrayList<>();
    for (Report.Row row : rows(UNORDERED)) {
      Optional.of(row)
          .filter(other -> !other.name().equals(request.matched()))
          .flatMap(other -> comparisons.of(other.name(), request.matched()))
          .ifPresent(tested -> relations.add(tested.arm() + " is " + relation(tested)));
    }
    return relations.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Against the same operations spent on more epochs of the references: "
                + String.join("; ", relations)
                + ".");
  }

  private List<String> boundedOverReference() {
    return rows(List.of(WrongSamples.BOUNDED)).stream()
        .filter(row -> !row.name().equals(request.reference()))
        .flatMap(row -> comparisons.of(row.name(), request.reference()).stream())
        .map(
            found ->
                "Against the reference, "
                    + found.arm()
                    + " is "
                    + relation(found)
                    + (seeds == 1 ? "; one seed is too few to conclude from that." : "."))
        .toList();
  }

  private Optional<String> noOrder() {
    List<String> names = rows(UNORDERED).stream().map(Report.Row::name).toList();
    return names.size() < 2
        ? Optional.empty()
        : Optional.of(
            "No order can be concluded among "
                + String.join(", ", names)
                + ", whatever single comparisons show.");
  }

  private static String missing(ComparisonSpec pair) {
    return "Pre-registered but not compared, since an arm has no result: "
        + pair.arm()
        + " − "
        + pair.against()
        + ". It still counts in the correction.";
  }

  private Optional<String> withoutPairs() {
    return rows.stream().anyMatch(row -> row.assessment().isPresent())
        ? Optional.empty()
        : Optional.of(
            (sampled
                    ? "No question has both right and wrong assessment samples"
                    : "No question has assessment samples")
                + ": there is no assessment accuracy.");
  }

  private Optional<String> fewSeeds() {
    return seeds >= FEW_SEEDS
        ? Optional.empty()
        : Optional.of(
            "With "
                + seeds
                + (seeds == 1 ? " seed" : " seeds")
                + " this table describes only these trainings: the intervals and McNemar's tests"
                + " are over questions, not over trainings.");
  }
}
