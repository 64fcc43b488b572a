package dev.aftlab.workflows.step;

import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.StepWaiter;
import io.temporal.workflow.HandlerUnfinishedPolicy;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One step in one store, for all requesters. Its identifier is {@link WorkflowIds#step}, so there
 * is never more than one.
 *
 * <p>An arm that needs a step checks the store and else sends {@code request} together with a
 * start; the step answers everybody with {@code stepDone} when it ends. Waiting holds no worker
 * slot. Who does not want the step any more sends {@code release}, and when the last one has left,
 * the step cancels its work and itself. Every check detects waiters that vanished, and waiters
 * detect steps that vanished.
 *
 * <p>A request can arrive while the answers go out. Therefore the end is a loop that answers until
 * no waiter is left, and nothing yields between the last check of the waiters and the return: the
 * server then rejects the completion and delivers the late request.
 */
@WorkflowInterface
public interface StepWorkflow {

  /** Makes the artifact, or finds it, and notifies all waiters. */
  @WorkflowMethod
  StepEnd.Done run(StepRequest request);

  /** A waiter needs the step; may be repeated. */
  @SignalMethod
  void request(StepWaiter asker);

  /** A waiter no longer needs the step. */
  @SignalMethod
  void release(String workflowId);

  /** Raises the step's retry budget, requests a checkpoint, or both. */
  @SignalMethod(unfinishedPolicy = HandlerUnfinishedPolicy.ABANDON)
  void control(StepControl control);

  /** What the step is doing; the pending activities' heartbeats say the rest. */
  @QueryMethod
  StepProgress progress();
}
