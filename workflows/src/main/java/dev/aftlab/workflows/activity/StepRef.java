package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepOwner;

/**
 * A step that is being worked on.
 *
 * @param plan identifier of the stored plan in which the step is described
 * @param fingerprint the step
 * @param owner who holds the step's lease: identifier and run of the step's workflow, the same for
 *     all of its activities
 */
public record StepRef(String plan, Fingerprint fingerprint, StepOwner owner) {}
