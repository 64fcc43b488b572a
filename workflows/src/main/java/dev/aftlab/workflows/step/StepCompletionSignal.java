package dev.aftlab.workflows.step;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;

/** What a workflow that requests steps implements, so that a {@link StepWorkflow} can signal it. */
@WorkflowInterface
public interface StepCompletionSignal {

  /** A requested step has ended. */
  @SignalMethod
  void stepDone(StepCompleted answer);
}
