package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityInterface;

/**
 * Reads stored plans, a batch of arms at a time. Quick, called as local activities: keep the last
 * plans that were read in memory.
 */
@ActivityInterface
public interface PlanActivities {

  /**
   * The arms of a batch whose results, or steps that led to them, are not in the store as they were
   * made. Corrupt artifacts are quarantined, so that they are made again on request.
   *
   * @return those arms; {@code last} is that of the batch
   */
  ArmBatch incomplete(ArmBatchRequest request);

  /** Some of a page's distinct arms ({@code Plan.distinctArms}, the first of each group). */
  ArmBatch arms(ArmBatchRequest request);

  /** The steps of one of them. */
  ArmPlan arm(ArmRequest request);
}
