package dev.aftlab.workflows.pipeline;

import dev.aftlab.workflows.step.StepCompletionSignal;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One arm: its part of the plan, VFT → samples → labels → alignment → evaluation. */
@WorkflowInterface
public interface PipelineWorkflow extends StepCompletionSignal {

  /**
   * Requests the arm's steps in the order of the method. Fails with the type and words of the step
   * that failed.
   */
  @WorkflowMethod
  PipelineResult run(PipelineRequest request);

  /** How the run controls the arm. */
  @SignalMethod
  void control(ArmControl control);

  /** What the arm waits for. */
  @QueryMethod
  PipelineProgress progress();
}
