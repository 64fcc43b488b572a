package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.result.Fingerprint;
import java.util.List;

/**
 * What one arm needs.
 *
 * @param steps its steps by their part in the method
 * @param names what each of {@code steps.all()} is called
 */
public record ArmPlan(ArmSteps steps, List<StepName> names) {

  /** Makes the list unmodifiable. */
  public ArmPlan {
    names = List.copyOf(names);
  }

  /** The name of a step of this arm; its brief fingerprint when the plan gives none. */
  public String title(Fingerprint fingerprint) {
    return names.stream()
        .filter(name -> name.fingerprint().equals(fingerprint))
        .map(StepName::title)
        .findFirst()
        .orElse(fingerprint.brief());
  }

  /**
   * A step and its name.
   *
   * @param fingerprint the step
   * @param title its human-readable name
   */
  public record StepName(Fingerprint fingerprint, String title) {}
}
