/**
 * The workflow of one arm: requests its steps in order and waits for them. Start reading at {@link
 * dev.aftlab.workflows.pipeline.PipelineWorkflowImpl}.
 */
@NullMarked
package dev.aftlab.workflows.pipeline;

import org.jspecify.annotations.NullMarked;
