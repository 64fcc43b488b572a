package dev.aftlab.workflows.activity;

/**
 * A workflow that waits for a step.
 *
 * @param workflowId where the answer is signalled to
 * @param run the run of the experiment it belongs to
 */
public record StepWaiter(String workflowId, String run) {}
