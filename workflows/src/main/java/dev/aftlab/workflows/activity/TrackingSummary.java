package dev.aftlab.workflows.activity;

/**
 * What was shown of a run.
 *
 * @param place where, human-readable
 * @param arms arms
 * @param curves curves, each counted in each arm
 * @param points points of those curves, one for each training step
 */
public record TrackingSummary(String place, int arms, int curves, long points) {}
