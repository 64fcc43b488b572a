package dev.aftlab.workflows.activity;

/**
 * Asks whether the store has room again.
 *
 * @param step the step that found none
 * @param bytes how much it needs; 0 when that is not known
 */
public record DiskSpaceRequest(StepRef step, long bytes) {}
