package dev.aftlab.activities.tracking;

/**
 * A step as one arm of a run uses it. A step that several arms share has a curve in each of them.
 *
 * @param run the run
 * @param arm title of the arm
 * @param step title of the step
 * @param fingerprint the step's identity
 */
public record TrackedStep(String run, String arm, String step, String fingerprint) {}
