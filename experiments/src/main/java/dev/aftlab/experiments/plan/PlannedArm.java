package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.spec.ArmId;
import dev.aftlab.experiments.spec.ArmPoint;

/**
 * One arm of a plan.
 *
 * @param name the named arm
 * @param point the axes' values
 * @param seed the seed
 * @param steps its steps
 */
public record PlannedArm(String name, ArmPoint point, long seed, ArmSteps steps) {

  /** What the arm is called in the search space. */
  public ArmId id() {
    return new ArmId(name, point, seed);
  }

  /** A name that is unique within the plan. */
  public String title() {
    return id().title();
  }
}
