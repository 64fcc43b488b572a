package dev.aftlab.workflows.client;

import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.sweep.SweepResult;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.util.Optional;

/** Reads from a server how runs ended, whatever ended them. */
public final class RunCompletion {

  private final WorkflowClient client;

  /** On one server. */
  public RunCompletion(WorkflowClient client) {
    this.client = client;
  }

  /** How a run ended; empty while it runs, or when the server does not say. */
  public Optional<RunEnd> of(String run) {
    WorkflowStub sweep = client.newUntypedWorkflowStub(WorkflowIds.sweep(run));
    try {
      return switch (sweep.describe().getStatus()) {
        case WORKFLOW_EXECUTION_STATUS_COMPLETED ->
            Optional.of(sweep.getResult(SweepResult.class).end());
        case WORKFLOW_EXECUTION_STATUS_FAILED, WORKFLOW_EXECUTION_STATUS_TIMED_OUT ->
            Optional.of(failed(sweep));
        case WORKFLOW_EXECUTION_STATUS_CANCELED -> Optional.of(RunEnd.Cancelled.whole());
        case WORKFLOW_EXECUTION_STATUS_TERMINATED -> Optional.of(new RunEnd.Terminated());
        default -> Optional.empty();
      };
    } catch (WorkflowNotFoundException forgotten) {
      return Optional.of(new RunEnd.Lost());
    } catch (WorkflowServiceException unreachable) {
      return Optional.empty();
    } catch (WorkflowException ended) {
      // It continued as a new workflow, or failed, between the two queries: the next query shows.
      return Optional.empty();
    }
  }

  private static RunEnd failed(WorkflowStub sweep) {
    try {
      return sweep.getResult(SweepResult.class).end();
    } catch (WorkflowFailedException failure) {
      return of(failure);
    }
  }

  /** How a run ended whose workflow did not end by itself, by the failure that its result is. */
  public static RunEnd of(Throwable failure) {
    FailureCause cause = Failures.of(failure);
    if (Failures.cancelled(failure)) {
      return RunEnd.Cancelled.whole();
    }
    return cause.kind() == FailureKind.TERMINATED
        ? new RunEnd.Terminated()
        : new RunEnd.Failed(cause);
  }
}
