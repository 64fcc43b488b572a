/**
 * Deterministic orchestration: an experiment, an arm, a step, and the requests and results they
 * exchange. Must not touch clock, randomness, threads or I/O: a workflow decides, an activity does.
 * Depends on {@code experiments} and Temporal only. Start reading at {@link
 * dev.aftlab.workflows.pipeline.PipelineWorkflow}; {@link dev.aftlab.workflows.step.StepWorkflow}
 * describes how steps are shared.
 */
@NullMarked
package dev.aftlab.workflows;

import org.jspecify.annotations.NullMarked;
