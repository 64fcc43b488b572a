package dev.aftlab.workflows.step;

import dev.aftlab.experiments.plan.Fingerprint;
import dev.aftlab.workflows.activity.StepState;

/**
 * What a step tells those who asked for it.
 *
 * @param fingerprint the step
 * @param state done or failed
 */
public record StepCompleted(Fingerprint fingerprint, StepState state) {}
