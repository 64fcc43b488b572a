package dev.aftlab.worker.plan;

import dev.aftlab.experiments.plan.PinnedSamples;
import dev.aftlab.experiments.plan.PlanDiff;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.text.PrintableText;
import dev.aftlab.worker.cli.Formats;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints a plan. Long lists are shortened unless all entries are requested. */
public final class PlanText {
  private static final String COUNTS = "  %-9s %10s %9s %7s %7s%n";
  private static final Map<PlanDiff.State, Integer> SHOWN =
      Map.of(PlanDiff.State.NEW, 10, PlanDiff.State.REUSED, 5);
  private static final int GROUPS_SHOWN = 12;
  private static final int CHANGED_SHOWN = 4;

  private final PrintWriter out;
  private final boolean all;

  public PlanText(PrintWriter out, boolean all) {
    this.out = out;
    this.all = all;
  }

  public void print(PlanReview review) {
    summary(review);
    equivalentPoints(review);
    out.println();
    out.println(review.against().isEmpty() ? "Steps" : "Steps, compared with " + review.against());
    changed(ChangeSummary.of(review.steps(PlanDiff.State.CHANGED)));
    steps(PlanDiff.State.NEW, review.steps(PlanDiff.State.NEW));
    steps(PlanDiff.State.REUSED, review.steps(PlanDiff.State.REUSED));
  }

  /** Points, arms, and steps by kind. */
  public void summary(PlanReview review) {
    String description = review.plan().description();
    out.println(
        review.plan().experiment()
            + (description.isEmpty() ? "" : ": " + PrintableText.line(description.strip())));
    out.println(
        Formats.count(review.plan().arms().size(), "point")
            + ", "
            + Formats.count(review.groups().size(), "distinct arm"));
    if (review.firstPage() < review.groups().size()) {
      out.println(
          "A run starts with "
              + Formats.count(review.firstPage(), "arm")
              + " and chooses the others by their results; the steps below are those of all arms");
    }
    out.printf(Locale.ROOT, COUNTS, "steps", "requested", "distinct", "reused", "to run");
    review.counts().forEach((kind, count) -> row(kind.label(), count));
    row("all", review.total());
    given(review);
    review
        .plan()
        .warnings()
        .forEach(warning -> out.println("Note: " + PrintableText.line(warning)));
  }

  /** Prints the given samples. */
  private void given(PlanReview review) {
    review.plan().steps().stream()
        .filter(Step.Label.class::isInstance)
        .map(Step.Label.class::cast)
        .flatMap(
            label ->
                label.given().stream().map(samples -> given(review.labelsTraining(label), samples)))
        .distinct()
        .map(PrintableText::line)
        .forEach(out::println);
  }

  private static String given(boolean training, PinnedSamples samples) {
    String what = training ? "samples of the training questions" : "assessment samples";
    String used =
        Formats.count(samples.completions(), "completion")
            + " of "
            + Formats.count(samples.questions(), "question");
    String unused =
        Formats.count(samples.others(), "other question")
            + " in it "
            + (samples.others() == 1 ? "is" : "are")
            + " not used";
    return "  "
        + what
        + " are given, not drawn: "
        + used
        + " from "
        + samples.spec().file()
        + (samples.others() == 0 ? "" : "; " + unused);
  }

  private void row(String name, PlanReview.Count count) {
    out.printf(
        Locale.ROOT,
        COUNTS,
        name,
        count.requested(),
        count.distinct(),
        count.reused(),
        count.toRun());
  }

  private void equivalentPoints(PlanReview review) {
    List<List<PlannedArm>> groups = review.equivalentPoints();
    if (groups.isEmpty()) {
      return;
    }
    int points = groups.stream().mapToInt(List::size).sum();
    out.println();
    out.println(
        points + " points are equivalent to " + Formats.count(groups.size(), "distinct arm") + ":");
    review
        .idleAxes()
        .forEach(
            (axis, arms) ->
                out.println("  " + axis + " has no effect in " + String.join(", ", arms)));
    List<String> lines = review.equivalentPointTexts();
    int shown = all ? lines.size() : Math.min(GROUPS_SHOWN, lines.size());
    lines.subList(0, shown).forEach(group -> out.println("  " + group));
    folded(lines.size() - shown, "group");
  }

  private void changed(List<ChangeSummary> groups) {
    int shown = all ? groups.size() : Math.min(GROUPS_SHOWN, groups.size());
    groups.subList(0, shown).forEach(this::changed);
    folded(groups.size() - shown, "kind of change", "kinds of change");
  }

  private void changed(ChangeSummary group) {
    List<PlanDiff.Entry> entries = group.entries();
    int shown = all ? entries.size() : Math.min(CHANGED_SHOWN, entries.size());
    out.println(
        "  changed "
            + PrintableText.line(group.change())
            + ": "
            + Formats.count(entries.size(), "step"));
    entries.subList(0, shown).forEach(entry -> step("", entry));
    folded(entries.size() - shown, "changed step");
  }

  private void steps(PlanDiff.State state, List<PlanDiff.Entry> entries) {
    int shown = all ? entries.size() : Math.min(SHOWN.getOrDefault(state, 0), entries.size());
    entries.subList(0, shown).forEach(entry -> step(Formats.word(state), entry));
    folded(entries.size() - shown, Formats.word(state) + " step");
  }

  private void step(String state, PlanDiff.Entry entry) {
    out.printf(
        Locale.ROOT,
        "  %-7s %s %-8s %s%n",
        state,
        entry.step().fingerprint().brief(),
        entry.step().kind().label(),
        PrintableText.line(entry.step().title()));
  }

  private void folded(int hidden, String noun) {
    folded(hidden, noun, noun + "s");
  }

  private void folded(int hidden, String one, String several) {
    if (hidden > 0) {
      out.println(
          "  … and " + hidden + " more " + (hidden == 1 ? one : several) + " (--all lists them)");
    }
  }
}
