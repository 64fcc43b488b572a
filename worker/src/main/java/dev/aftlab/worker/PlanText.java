package dev.aftlab.worker;

import dev.aftlab.experiments.plan.PlanDiff;
import dev.aftlab.experiments.plan.PlannedArm;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Prints a plan for people. Long lists are folded unless all is asked for. */
final class PlanText {
  private static final String COUNTS = "  %-9s %10s %9s %7s %7s%n";
  private static final Map<PlanDiff.State, Integer> SHOWN = Map.of(PlanDiff.State.CHANGED, 20, PlanDiff.State.NEW, 10, PlanDiff.State.REUSED, 5);
  private static final int GROUPS_SHOWN = 12;

  private final PrintWriter out;
  private final boolean all;

  PlanText(PrintWriter out, boolean all) {
    this.out = out;
    this.all = all;
  }

  void print(PlanReview review) {
    summary(review);
    fellTogether(review);
    out.println();
    out.println(review.against().isEmpty() ? "Steps" : "Steps, compared with " + review.against());
    for (PlanDiff.State state : List.of(PlanDiff.State.CHANGED, PlanDiff.State.NEW, PlanDiff.State.REUSED)) {
      steps(state, review.entries().stream().filter(entry -> entry.state() == state).toList());
    }
  }

  /** Points, arms, and steps by kind. */
  void summary(PlanReview review) {
    out.println(review.plan().experiment() + ": " + review.plan().description());
    out.println(Texts.count(review.plan().arms().size(), "point") + ", " + Texts.count(review.groups().size(), "distinct arm"));
    out.printf(COUNTS, "steps", "requested", "distinct", "reused", "to run");
    review.counts().forEach((kind, count) -> row(kind.label(), count));
    row("all", review.total());
  }

  private void row(String name, PlanReview.Count count) {
    out.printf(COUNTS, name, count.requested(), count.distinct(), count.reused(), count.toRun());
  }

  private void fellTogether(PlanReview review) {
    List<List<PlannedArm>> groups = review.fellTogether();
    if (groups.isEmpty()) {
      return;
    }
    int points = groups.stream().mapToInt(List::size).sum();
    out.println();
    out.println("Points that fell together: " + points + " are " + Texts.count(groups.size(), "arm"));
    review.idleAxes().forEach((axis, arms) -> out.println("  " + axis + " does nothing in " + String.join(", ", arms)));
    List<String> words = review.fellTogetherInWords();
    int shown = all ? words.size() : Math.min(GROUPS_SHOWN, words.size());
    words.subList(0, shown).forEach(group -> out.println("  " + group));
    folded(words.size() - shown, "group");
  }

  private void steps(PlanDiff.State state, List<PlanDiff.Entry> entries) {
    int shown = all ? entries.size() : Math.min(SHOWN.get(state), entries.size());
    entries.subList(0, shown).forEach(this::step);
    folded(entries.size() - shown, Texts.word(state) + " step");
  }

  private void step(PlanDiff.Entry entry) {
    out.printf("  %-7s %s %-8s %s%n",
        Texts.word(entry.state()), entry.step().fingerprint().brief(), entry.step().kind().label(), entry.step().title());
    entry.changes().forEach(change -> out.println("            " + change));
  }

  private void folded(int hidden, String noun) {
    if (hidden > 0) {
      out.println("  … and " + hidden + " more " + (hidden == 1 ? noun : noun + "s") + " (--all lists them)");
    }
  }
}
