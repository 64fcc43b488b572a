package dev.aftlab.workflows.sweep;

import dev.aftlab.workflows.WorkflowIds;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One run of an experiment: requests its arms, runs them as children, keeps the receipt. Its
 * identifier is {@link WorkflowIds#sweep}.
 */
@WorkflowInterface
public interface SweepWorkflow {

  /**
   * Runs every distinct arm of a plan. An arm that fails leaves the others running; a cancellation
   * ends them all, and then this workflow as cancelled.
   */
  @WorkflowMethod
  SweepResult run(SweepRequest request);

  /**
   * Lets go of all steps and starts none until {@link #resume}. Steps that no other run needs stop
   * with a checkpoint. Says so in a line.
   */
  @UpdateMethod
  String pause(ControlRequest request);

  /** Rejects {@link #pause} when it is paused, or no name is given. */
  @UpdateValidatorMethod(updateName = "pause")
  void checkPause(ControlRequest request);

  /** Resumes after {@link #pause}. */
  @UpdateMethod
  String resume(ControlRequest request);

  /** Refuses {@link #resume} when it is not paused. */
  @UpdateValidatorMethod(updateName = "resume")
  void checkResume(ControlRequest request);

  /** Stops one arm, or keeps it from starting; the others continue. */
  @UpdateMethod
  String stopArm(StopRequest request);

  /** Refuses {@link #stopArm} of an arm that is stopped already. */
  @UpdateValidatorMethod(updateName = "stopArm")
  void checkStopArm(StopRequest request);

  /** Raises the retry budget of all steps. */
  @UpdateMethod
  String raiseRetries(RetriesRequest request);

  /** Refuses {@link #raiseRetries} to a number that is not above the present one. */
  @UpdateValidatorMethod(updateName = "raiseRetries")
  void checkRaiseRetries(RetriesRequest request);

  /** Has all trainings at work make a checkpoint after their present step. */
  @UpdateMethod
  String checkpointNow(ControlRequest request);

  /** Refuses {@link #checkpointNow} while the run is paused. */
  @UpdateValidatorMethod(updateName = "checkpointNow")
  void checkCheckpointNow(ControlRequest request);

  /** How far it is; answered after its end too. */
  @QueryMethod
  SweepProgress progress();
}
