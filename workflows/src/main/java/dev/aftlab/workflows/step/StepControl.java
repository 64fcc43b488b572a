package dev.aftlab.workflows.step;

/**
 * Control commands to a running step.
 *
 * @param attempts its retry budget is at least this from now on; 0 changes nothing
 * @param checkpoint whether to make a checkpoint as soon as it can
 */
public record StepControl(int attempts, boolean checkpoint) {}
