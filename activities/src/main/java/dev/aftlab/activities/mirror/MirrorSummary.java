package dev.aftlab.activities.mirror;

/**
 * What was shown.
 *
 * @param arms arms
 * @param curves curves, each counted in each arm
 * @param points points of those curves, one for each training step
 */
public record MirrorSummary(int arms, int curves, long points) {}
