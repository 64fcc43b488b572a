package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityInterface;

/** Reads stored plans, a page at a time. Quick, called as local activities: keep the last plans that were read in memory. */
@ActivityInterface
public interface PlanActivities {

  /** Some of the plan's distinct arms ({@code Plan.distinctArms}, the first of each group). */
  ArmPage arms(ArmPageRequest request);

  /** The steps of one of them. */
  ArmPlan arm(ArmRequest request);
}
