package dev.aftlab.activities.store;

/**
 * What processes that work on the same experiments share.
 *
 * @param artifacts artifacts, and the work on steps that is not committed yet
 * @param leases who works on which step
 * @param plans plans
 */
public record Store(ArtifactStore artifacts, LeaseStore leases, PlanStore plans) {}
