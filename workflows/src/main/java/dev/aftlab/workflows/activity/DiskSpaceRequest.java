package dev.aftlab.workflows.activity;

/**
 * A request for free disk space in the store.
 *
 * @param step the step that found none
 * @param bytes how much it needs; 0 when that is not known
 */
public record DiskSpaceRequest(StepRef step, long bytes) {}
