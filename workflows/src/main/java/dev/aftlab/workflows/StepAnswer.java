package dev.aftlab.workflows;

import dev.aftlab.experiments.plan.Fingerprint;
import dev.aftlab.workflows.activity.StepState;

/**
 * What a step tells those who asked for it.
 *
 * @param fingerprint the step
 * @param state done or failed
 */
public record StepAnswer(Fingerprint fingerprint, StepState state) {}
