package dev.aftlab.workflows.client;

import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.sweep.ControlRequest;
import dev.aftlab.workflows.sweep.RetriesRequest;
import dev.aftlab.workflows.sweep.StopRequest;
import dev.aftlab.workflows.sweep.SweepWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.function.Function;

/**
 * Sends control commands to a running run. Each method returns the run's response, one
 * human-readable line, when the command was applied; it waits for a worker of the control queue as
 * long as there is none.
 *
 * <p>Each throws {@link RefusedException} when the run does not do it, and when it has ended.
 */
public final class RunControlClient {

  private final WorkflowClient client;

  /** A client for one server. */
  public RunControlClient(WorkflowClient client) {
    this.client = client;
  }

  /** Pauses a run. */
  public String pause(String run, ControlRequest request) {
    return ask(run, sweep -> sweep.pause(request));
  }

  /** Resumes a paused run. */
  public String resume(String run, ControlRequest request) {
    return ask(run, sweep -> sweep.resume(request));
  }

  /** Stops one arm of a run. */
  public String stopArm(String run, StopRequest request) {
    return ask(run, sweep -> sweep.stopArm(request));
  }

  /** Raises a run's retry budget. */
  public String raiseRetries(String run, RetriesRequest request) {
    return ask(run, sweep -> sweep.raiseRetries(request));
  }

  /** Has the trainings at work make a checkpoint. */
  public String checkpointNow(String run, ControlRequest request) {
    return ask(run, sweep -> sweep.checkpointNow(request));
  }

  /** Cancels a whole run; its history records who did it and why. Returns before it has ended. */
  public String stop(String run, ControlRequest request) {
    try {
      String reason =
          "stopped by "
              + request.by()
              + (request.reason().isEmpty() ? "" : ": " + request.reason());
      client.newUntypedWorkflowStub(WorkflowIds.sweep(run)).cancel(reason);
      return "is being stopped: its arms let go of their steps; those that no other run needs stop"
          + " with a checkpoint";
    } catch (WorkflowNotFoundException ended) {
      throw ended(run, ended);
    }
  }

  private String ask(String run, Function<SweepWorkflow, String> update) {
    try {
      return update.apply(client.newWorkflowStub(SweepWorkflow.class, WorkflowIds.sweep(run)));
    } catch (WorkflowUpdateException refused) {
      throw new RefusedException(reason(refused), refused);
    } catch (WorkflowNotFoundException ended) {
      throw ended(run, ended);
    }
  }

  private static RefusedException ended(String run, WorkflowNotFoundException cause) {
    return new RefusedException("run " + run + " has ended", cause);
  }

  private static String reason(WorkflowUpdateException refused) {
    Throwable cause = refused.getCause() == null ? refused : refused.getCause();
    return cause instanceof ApplicationFailure failure
        ? failure.getOriginalMessage()
        : String.valueOf(cause.getMessage());
  }
}
