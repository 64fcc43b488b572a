package dev.aftlab.experiments.plan;

/**
 * One arm of a plan.
 *
 * @param name the named arm
 * @param point the axes' values, as {@code field=value, …}; empty without axes
 * @param seed the seed
 * @param steps its steps
 */
public record PlannedArm(String name, String point, long seed, ArmSteps steps) {

  /** A name that is unique within the plan. */
  public String title() {
    return name + (point.isEmpty() ? "" : " [" + point + "]") + " seed " + seed;
  }
}
