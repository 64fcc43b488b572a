package dev.aftlab.experiments.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.spec.ArmId;
import dev.aftlab.experiments.spec.ReportSpec;
import dev.aftlab.experiments.spec.SearchSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The directed acyclic graph of the distinct steps that arms of an experiment need, made before
 * they run: the arms of the whole search space, or those of one page of a run.
 *
 * @param experiment the experiment's name
 * @param description the experiment's description
 * @param arms points of the experiment, also those that turn out to be the same arm
 * @param steps the distinct steps, each after its inputs
 * @param search how a run chooses among the arms of the search space
 * @param report the comparisons of the report
 * @param warnings notes that are printed with the plan and with the results
 */
public record Plan(
    String experiment,
    String description,
    List<PlannedArm> arms,
    List<Step> steps,
    SearchSpec search,
    ReportSpec report,
    List<String> warnings) {

  /** Makes the lists unmodifiable. */
  public Plan {
    arms = List.copyOf(arms);
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  /** A plan without warnings. */
  Plan(
      String experiment,
      String description,
      List<PlannedArm> arms,
      List<Step> steps,
      SearchSpec search,
      ReportSpec report) {
    this(experiment, description, arms, steps, search, report, List.of());
  }

  /** A copy with these warnings. */
  public Plan warning(List<String> lines) {
    return new Plan(experiment, description, arms, steps, search, report, lines);
  }

  /**
   * The same plan with these arms alone, in this order, and the steps that they need: itself when
   * these are all of its arms.
   *
   * @throws IllegalArgumentException when the plan has no such arm, or fewer of that name
   */
  public Plan only(List<ArmId> chosen) {
    Map<ArmId, Queue<PlannedArm>> known = new HashMap<>();
    arms.forEach(arm -> known.computeIfAbsent(arm.id(), id -> new ArrayDeque<>()).add(arm));
    List<PlannedArm> kept = new ArrayList<>();
    for (ArmId id : chosen) {
      PlannedArm arm = known.getOrDefault(id, new ArrayDeque<>()).poll();
      if (arm == null) {
        throw new IllegalArgumentException(
            "'" + id.title() + "' is no arm of the plan, or is chosen more than once");
      }
      kept.add(arm);
    }
    if (kept.equals(arms)) {
      return this;
    }
    Set<Fingerprint> needed = needed(kept);
    return with(kept, steps.stream().filter(step -> needed.contains(step.fingerprint())).toList());
  }

  private Set<Fingerprint> needed(List<PlannedArm> kept) {
    Set<Fingerprint> needed = new HashSet<>();
    kept.forEach(arm -> needed.addAll(arm.steps().all()));
    for (Step step : steps.reversed()) {
      if (needed.contains(step.fingerprint())) {
        step.inputs().forEach(input -> needed.add(input.fingerprint()));
      }
    }
    return needed;
  }

  /**
   * The pages of a run as one plan: the arms of all pages in the order of the pages, and the
   * distinct steps that they need.
   *
   * @param pages plans of one experiment; at least one
   */
  public static Plan ofPages(List<Plan> pages) {
    if (pages.size() == 1) {
      return pages.getFirst();
    }
    Map<Fingerprint, Step> steps = new LinkedHashMap<>();
    pages.forEach(page -> page.steps().forEach(step -> steps.put(step.fingerprint(), step)));
    return pages
        .getFirst()
        .with(
            pages.stream().flatMap(page -> page.arms().stream()).toList(),
            List.copyOf(steps.values()));
  }

  private Plan with(List<PlannedArm> otherArms, List<Step> otherSteps) {
    return new Plan(experiment, description, otherArms, otherSteps, search, report, warnings);
  }

  /** The steps by fingerprint, in their order. */
  @JsonIgnore
  public Map<Fingerprint, Step> byFingerprint() {
    return steps.stream()
        .collect(
            Collectors.toMap(
                Step::fingerprint, step -> step, (first, second) -> first, LinkedHashMap::new));
  }

  /** Groups arms with equal steps: the first of each group runs, the others share its row. */
  @JsonIgnore
  public List<List<PlannedArm>> distinctArms() {
    Map<ArmSteps, List<PlannedArm>> groups = new LinkedHashMap<>();
    arms.forEach(arm -> groups.computeIfAbsent(arm.steps(), key -> new ArrayList<>()).add(arm));
    return List.copyOf(groups.values());
  }

  /** The number of steps over all arms, counting shared steps once per arm. */
  @JsonIgnore
  public long requestedSteps() {
    return arms.stream().mapToLong(arm -> arm.steps().all().size()).sum();
  }
}
