package dev.aftlab.experiments.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aftlab.experiments.spec.ReportSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The directed acyclic graph of the distinct steps that all arms of an experiment need, made before
 * anything runs.
 *
 * @param experiment the experiment's name
 * @param description the experiment's description
 * @param arms every point of the experiment, also those that turn out to be the same arm
 * @param steps the distinct steps, each after its inputs
 * @param report what the table compares
 * @param warnings what is not wrong with the experiment, but has to be said beside its plan and its
 *     results
 */
public record Plan(
    String experiment,
    String description,
    List<PlannedArm> arms,
    List<Step> steps,
    ReportSpec report,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

  /** Makes the lists unmodifiable. Plans that were kept before there were warnings have none. */
  public Plan {
    arms = List.copyOf(arms);
    steps = List.copyOf(steps);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  /** A plan without warnings. */
  Plan(
      String experiment,
      String description,
      List<PlannedArm> arms,
      List<Step> steps,
      ReportSpec report) {
    this(experiment, description, arms, steps, report, List.of());
  }

  /** The same with warnings. */
  public Plan warning(List<String> lines) {
    return new Plan(experiment, description, arms, steps, report, lines);
  }

  /** The steps by fingerprint, in their order. */
  @JsonIgnore
  public Map<Fingerprint, Step> byFingerprint() {
    return steps.stream()
        .collect(
            Collectors.toMap(
                Step::fingerprint, step -> step, (first, second) -> first, LinkedHashMap::new));
  }

  /**
   * Arms that differ in no step, grouped: the first of each group is run, the others share its row.
   */
  @JsonIgnore
  public List<List<PlannedArm>> distinctArms() {
    Map<ArmSteps, List<PlannedArm>> groups = new LinkedHashMap<>();
    arms.forEach(arm -> groups.computeIfAbsent(arm.steps(), key -> new ArrayList<>()).add(arm));
    return List.copyOf(groups.values());
  }

  /** How many steps the arms ask for, each arm counted by itself. */
  @JsonIgnore
  public long requestedSteps() {
    return arms.stream().mapToLong(arm -> arm.steps().all().size()).sum();
  }
}
