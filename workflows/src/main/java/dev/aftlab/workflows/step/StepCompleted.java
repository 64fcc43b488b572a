package dev.aftlab.workflows.step;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.workflows.activity.StepState;

/**
 * The notification that a step sends to its waiters.
 *
 * @param fingerprint the step
 * @param state done or failed
 */
public record StepCompleted(Fingerprint fingerprint, StepState state) {}
