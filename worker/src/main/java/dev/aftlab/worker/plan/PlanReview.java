package dev.aftlab.worker.plan;

import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlanDiff;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.worker.cli.Formats;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A plan with its equivalent points and the state of each step.
 *
 * @param plan the plan
 * @param against a description of the plan that changed steps are compared with; empty for none
 * @param groups the points of each distinct arm
 * @param entries the steps with their states
 * @param firstPage how many of the distinct arms a run starts with: all, unless its search needs
 *     the results of some to choose the others
 */
public record PlanReview(
    Plan plan,
    String against,
    List<List<PlannedArm>> groups,
    List<PlanDiff.Entry> entries,
    int firstPage) {

  /**
   * Reviews a plan.
   *
   * @param plan the plan
   * @param earlier the plan to compare with
   * @param against its description
   * @param there tells whether a step's artifact is in the store
   */
  public static PlanReview of(Plan plan, Plan earlier, String against, Predicate<Step> there) {
    List<List<PlannedArm>> groups = plan.distinctArms();
    List<PlanDiff.Entry> entries = PlanDiff.compare(plan, earlier, there);
    return new PlanReview(plan, against, groups, entries, groups.size());
  }

  /** The same plan as a search space, of which a run starts with the arms of this page. */
  public PlanReview startingWith(Plan page) {
    return new PlanReview(plan, against, groups, entries, page.distinctArms().size());
  }

  /**
   * The counts of steps of one kind.
   *
   * @param requested required by all points, counting shared steps once per point
   * @param distinct number of different steps
   * @param reused number of distinct steps in the store
   */
  record Count(long requested, long distinct, long reused) {
    static final Count NONE = new Count(0, 0, 0);

    Count plus(Count other) {
      return new Count(
          requested + other.requested, distinct + other.distinct, reused + other.reused);
    }

    /** Steps that have to run. */
    long toRun() {
      return distinct - reused;
    }
  }

  /** The counts by kind, in the order of the kinds, without kinds that have no steps. */
  Map<StepKind, Count> counts() {
    Map<Fingerprint, Step> steps = plan.byFingerprint();
    Map<StepKind, Count> counts = new EnumMap<>(StepKind.class);
    plan.arms()
        .forEach(
            arm ->
                arm.steps()
                    .all()
                    .forEach(
                        step ->
                            counts.merge(
                                Objects.requireNonNull(steps.get(step)).kind(),
                                new Count(1, 0, 0),
                                Count::plus)));
    entries.forEach(
        entry ->
            counts.merge(
                entry.step().kind(),
                new Count(0, 1, entry.state() == PlanDiff.State.REUSED ? 1 : 0),
                Count::plus));
    return counts;
  }

  /** The sum over all kinds. */
  Count total() {
    return counts().values().stream().reduce(Count.NONE, Count::plus);
  }

  /** The steps in one state, in the order of the plan. */
  List<PlanDiff.Entry> steps(PlanDiff.State state) {
    return entries.stream().filter(entry -> entry.state() == state).toList();
  }

  /** The groups of more than one point. */
  List<List<PlannedArm>> equivalentPoints() {
    return groups.stream().filter(group -> group.size() > 1).toList();
  }

  /** Whether a step labels samples of the training questions, not of the held-out ones. */
  boolean labelsTraining(Step.Label step) {
    return plan.arms().stream()
        .anyMatch(arm -> arm.steps().labels().stream().anyMatch(step.fingerprint()::equals));
  }

  /** Axes without effect, each with the arms in which it has none. */
  Map<String, Set<String>> idleAxes() {
    Map<String, Set<String>> idle = new TreeMap<>();
    for (List<PlannedArm> group : equivalentPoints()) {
      ArmPoints points = new ArmPoints(group);
      points
          .idleFields()
          .forEach(
              field ->
                  idle.computeIfAbsent(field, key -> new LinkedHashSet<>()).addAll(points.names()));
    }
    return idle;
  }

  /**
   * Describes the groups of more than one point, with seeds combined: {@code rft [k=3]: beta=0.05,
   * 0.1 (seeds 20, 21)}.
   */
  List<String> equivalentPointTexts() {
    Map<String, Set<Long>> seeds = new LinkedHashMap<>();
    equivalentPoints()
        .forEach(
            group ->
                seeds
                    .computeIfAbsent(new ArmPoints(group).description(), key -> new TreeSet<>())
                    .add(group.getFirst().seed()));
    return seeds.entrySet().stream()
        .map(group -> group.getKey() + " (" + Formats.listed("seed", group.getValue()) + ")")
        .toList();
  }

  /** The output of {@code --json}. */
  public Document asJson() {
    Map<String, Count> kinds = new LinkedHashMap<>();
    counts().forEach((kind, count) -> kinds.put(kind.label(), count));
    List<StepLine> steps = new ArrayList<>();
    entries.forEach(
        entry ->
            steps.add(
                new StepLine(
                    entry.step().fingerprint().value(),
                    entry.step().kind().label(),
                    entry.step().title(),
                    Formats.word(entry.state()),
                    entry.changes())));
    List<List<String>> same =
        equivalentPoints().stream()
            .map(group -> group.stream().map(PlannedArm::title).toList())
            .toList();
    return new Document(
        plan.experiment(),
        plan.arms().size(),
        groups.size(),
        firstPage,
        total(),
        kinds,
        against,
        plan.warnings(),
        same,
        steps);
  }

  /** The JSON form. */
  record Document(
      String experiment,
      int points,
      int distinctArms,
      int firstPage,
      Count steps,
      Map<String, Count> kinds,
      String comparedWith,
      List<String> warnings,
      List<List<String>> equivalentPoints,
      List<StepLine> plan) {}

  /** One step of the JSON form. */
  record StepLine(
      String fingerprint, String kind, String title, String state, List<PlanDiff.Change> changes) {}
}
