package dev.aftlab.workflows.step;

/**
 * What a step is told while it works.
 *
 * @param attempts its retry budget is at least this from now on; 0 changes nothing
 * @param checkpoint whether to make a checkpoint as soon as it can
 */
public record StepControl(int attempts, boolean checkpoint) {}
