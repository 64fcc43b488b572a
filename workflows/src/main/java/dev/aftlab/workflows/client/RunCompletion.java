package dev.aftlab.workflows.client;

import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.RunEnding;
import dev.aftlab.workflows.activity.RunEnding.How;
import dev.aftlab.workflows.sweep.SweepResult;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.util.Optional;

/** Looks whether runs have ended, whatever ended them. */
public final class RunCompletion {

  private final WorkflowClient client;

  /** On one server. */
  public RunCompletion(WorkflowClient client) {
    this.client = client;
  }

  /** How a run ended; empty while it runs, or when the server does not say. */
  public Optional<RunEnding> of(String run) {
    WorkflowStub sweep = client.newUntypedWorkflowStub(WorkflowIds.sweep(run));
    try {
      return switch (sweep.describe().getStatus()) {
        case WORKFLOW_EXECUTION_STATUS_COMPLETED ->
            Optional.of(sweep.getResult(SweepResult.class).ending());
        case WORKFLOW_EXECUTION_STATUS_FAILED -> Optional.of(RunEnding.of(How.FAILED));
        case WORKFLOW_EXECUTION_STATUS_CANCELED,
            WORKFLOW_EXECUTION_STATUS_TERMINATED,
            WORKFLOW_EXECUTION_STATUS_TIMED_OUT ->
            Optional.of(RunEnding.of(How.STOPPED));
        default -> Optional.empty();
      };
    } catch (WorkflowNotFoundException forgotten) {
      return Optional.of(RunEnding.of(How.STOPPED));
    } catch (WorkflowServiceException away) {
      return Optional.empty();
    } catch (WorkflowException ended) {
      // It continued as a new workflow, or failed, between the two queries: the next query shows.
      return Optional.empty();
    }
  }
}
