package dev.aftlab.workflows.pipeline;

import dev.aftlab.workflows.activity.RunTimings;

/**
 * Requests one arm.
 *
 * @param plan identifier of the stored plan
 * @param run name of the run
 * @param store identifier of the artifact store
 * @param index the arm's position among the plan's distinct arms
 * @param title the arm's name
 * @param runStartedMillis when the run began, by the server's clock
 * @param pace timings of the run
 */
public record PipelineRequest(
    String plan,
    String run,
    String store,
    int index,
    String title,
    long runStartedMillis,
    RunTimings pace) {}
