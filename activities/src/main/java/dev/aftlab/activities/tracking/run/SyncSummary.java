package dev.aftlab.activities.tracking.run;

/**
 * What was shown.
 *
 * @param arms arms
 * @param curves curves, each counted in each arm
 * @param points points of those curves, one for each training step
 */
public record SyncSummary(int arms, int curves, long points) {}
