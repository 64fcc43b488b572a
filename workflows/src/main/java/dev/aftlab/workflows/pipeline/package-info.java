/**
 * The workflow of one arm: requests its steps in order and waits for them. Start reading at {@link
 * dev.aftlab.workflows.pipeline.PipelineWorkflowImpl}.
 */
package dev.aftlab.workflows.pipeline;
