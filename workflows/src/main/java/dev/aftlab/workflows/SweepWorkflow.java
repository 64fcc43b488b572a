package dev.aftlab.workflows;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One run of an experiment: asks for its arms, runs them as children, keeps the receipt. Its identifier is {@link WorkflowIds#sweep}. */
@WorkflowInterface
public interface SweepWorkflow {

  /** Runs every distinct arm of a plan. An arm that fails leaves the others running; a cancellation ends them all, and then this workflow as cancelled. */
  @WorkflowMethod
  SweepResult run(SweepRequest request);

  /** How far it is; answered after its end too. */
  @QueryMethod
  SweepProgress progress();
}
