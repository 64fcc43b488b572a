package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityInterface;

/**
 * Reads stored plans, a page at a time. Quick, called as local activities: keep the last plans that
 * were read in memory.
 */
@ActivityInterface
public interface PlanActivities {

  /**
   * The arms of a page whose results, or steps that led to them, are not in the store as they were
   * made. Corrupt artifacts are quarantined, so that they are made again on request.
   *
   * @return those arms; {@code last} and {@code total} are those of the page
   */
  ArmPage incomplete(ArmPageRequest request);

  /** Some of the plan's distinct arms ({@code Plan.distinctArms}, the first of each group). */
  ArmPage arms(ArmPageRequest request);

  /** The steps of one of them. */
  ArmPlan arm(ArmRequest request);
}
