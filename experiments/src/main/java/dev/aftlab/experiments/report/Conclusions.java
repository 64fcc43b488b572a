package dev.aftlab.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a run's own numbers say about the method, and what they do not. Written from the roles that the experiment gives its arms; says nothing about
 * roles that are absent. Claims an effect only when its exact McNemar p is below .05 and says so when it did not show.
 */
final class Conclusions {
  private static final double SIGNIFICANT = 0.05;
  private static final int FEW_SEEDS = 3;

  private final ReportRequest request;
  private final List<Report.Row> rows;
  private final List<Report.Tested> family;
  private final int seeds;
  private final BiFunction<String, String, Optional<Report.Tested>> test;

  Conclusions(
      ReportRequest request,
      List<Report.Row> rows,
      List<Report.Tested> family,
      int seeds,
      BiFunction<String, String, Optional<Report.Tested>> test) {
    this.request = request;
    this.rows = rows;
    this.family = family;
    this.seeds = seeds;
    this.test = test;
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    row("unconstrained").ifPresent(row -> unconstrained(row, sentences));
    aboveMatched().ifPresent(sentences::add);
    boundaryOverReference().ifPresent(sentences::add);
    noOrder().ifPresent(sentences::add);
    if (seeds < FEW_SEEDS) {
      sentences.add("With " + seeds + (seeds == 1 ? " seed" : " seeds") + " this table speaks of these trainings only; the tests are over questions, not over trainings.");
    }
    return sentences;
  }

  private Optional<Report.Row> row(String role) {
    return Optional.ofNullable(request.roles().get(role)).flatMap(this::named);
  }

  private Optional<Report.Row> named(String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst();
  }

  private void unconstrained(Report.Row free, List<String> sentences) {
    boolean bestOrder = rows.stream().allMatch(row -> row == free || value(row.assessment(), -1) < value(free.assessment(), -1));
    boolean worstLikelihood = rows.stream().allMatch(row -> row == free || value(row.referenceNll(), 0) < value(free.referenceNll(), 0));
    String order = String.format(Locale.ROOT, "Without a constraint (%s) assessment accuracy is %s%s, and the NLL of references is %s%s.",
        free.name(), Numbers.decimal(free.assessment(), 3), bestOrder ? ", the highest" : ", not the highest",
        Numbers.decimal(free.referenceNll(), 4), worstLikelihood ? ", the worst" : ", not the worst");
    sentences.add(order);
    List<String> comparisons = new ArrayList<>();
    for (String role : List.of("boundary", "detached")) {
      row(role).flatMap(row -> test.apply(free.name(), row.name())).map(this::relation).ifPresent(comparisons::add);
    }
    if (!comparisons.isEmpty()) {
      sentences.add("In accuracy " + free.name() + " is " + String.join(" and ", comparisons) + ".");
    }
    if (seeds == 1) {
      sentences.add("One seed does not tell whether " + free.name() + " is below " + request.reference() + ".");
    }
  }

  private static double value(Optional<Report.Spread> spread, double otherwise) {
    return spread.map(Report.Spread::mean).orElse(otherwise);
  }

  private String relation(Report.Tested tested) {
    String size = Numbers.points(tested.difference()) + " points, p = " + Numbers.p(tested.p());
    if (tested.p() >= SIGNIFICANT) {
      return "not told apart from " + tested.against() + " (" + size + ")";
    }
    return (tested.difference() < 0 ? "below " : "above ") + tested.against() + " (" + size + ")";
  }

  private Optional<String> aboveMatched() {
    if (named(request.matched()).isEmpty()) {
      return Optional.empty();
    }
    List<String> relations = new ArrayList<>();
    for (String role : List.of("boundary", "detached", "rft")) {
      row(role).flatMap(row -> test.apply(row.name(), request.matched())).ifPresent(tested -> relations.add(tested.arm() + " is " + relation(tested)));
    }
    return relations.isEmpty() ? Optional.empty() : Optional.of("Against the same operations spent on more epochs of the references: " + String.join("; ", relations) + ".");
  }

  private Optional<String> boundaryOverReference() {
    Optional<Report.Tested> tested = row("boundary").filter(row -> named(request.reference()).isPresent()).flatMap(row -> test.apply(row.name(), request.reference()));
    return tested.map(found -> found.arm() + " is " + relation(found) + (seeds == 1 ? "; one seed is too few to conclude from that." : "."));
  }

  private Optional<String> noOrder() {
    List<String> constrained = List.of("boundary", "detached", "rft").stream().flatMap(role -> row(role).stream()).map(Report.Row::name).toList();
    return constrained.size() < 2
        ? Optional.empty()
        : Optional.of("Nothing is to be concluded about an order among " + String.join(", ", constrained) + (family.isEmpty() ? "." : ", whatever their comparisons show."));
  }
}
