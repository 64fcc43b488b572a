package dev.aftlab.workflows.client;

import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.NotifyRequest;
import dev.aftlab.workflows.activity.StepAnswer;
import dev.aftlab.workflows.activity.StepLookup;
import dev.aftlab.workflows.activity.StepLookupActivities;
import dev.aftlab.workflows.activity.StepWaiter;
import dev.aftlab.workflows.pipeline.PipelineWorkflow;
import dev.aftlab.workflows.step.StepCompleted;
import dev.aftlab.workflows.step.StepRequest;
import dev.aftlab.workflows.step.StepWorkflow;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowTargetOptions;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests steps: a lookup in the store, else a signal to the step's workflow, which is started
 * when it does not run.
 *
 * <p>The first question is one call to the server: it starts a step that never ran, or signals one
 * that runs, and is refused by one that has ended. After that, and at each repeated request of a
 * step, its last run is read first. One that is running is signalled by its run, so that a step
 * which ends at that moment refuses the signal instead of being started again after a failure; the
 * question is then put once more. A step that failed since the waiter's run started is not started
 * again.
 */
public final class StepLookupActivitiesImpl implements StepLookupActivities {

  private static final Logger log = LoggerFactory.getLogger(StepLookupActivitiesImpl.class);

  private final WorkflowClient client;
  private final StoreLookup store;

  /** A lookup in one server and one store. */
  public StepLookupActivitiesImpl(WorkflowClient client, StoreLookup store) {
    this.client = client;
    this.store = store;
  }

  @Override
  public StepAnswer ask(StepLookup request) {
    Optional<StepEnd.Done> found =
        store.find(request.plan(), request.fingerprint(), request.waiter().run());
    if (found.isPresent()) {
      return new StepAnswer.Ended(found.get());
    }
    return request.askedRunId().isEmpty() ? first(request) : again(request);
  }

  private StepAnswer first(StepLookup request) {
    try {
      return signalOrStart(
          request, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE);
    } catch (WorkflowExecutionAlreadyStarted before) {
      return again(request);
    }
  }

  private StepAnswer again(StepLookup request) {
    Optional<WorkflowExecutionDescription> last =
        describe(WorkflowIds.step(request.store(), request.fingerprint()));
    if (last.isPresent() && running(last.get())) {
      return join(request, last.get().getExecution().getRunId());
    }
    Optional<FailureCause> failure =
        last.filter(description -> failedDuring(request, description)).flatMap(this::failure);
    return failure
        .<StepAnswer>map(cause -> new StepAnswer.Ended(new StepEnd.Failed(cause)))
        .orElseGet(() -> start(request));
  }

  @Override
  public List<StepWaiter> gone(List<StepWaiter> askers) {
    return askers.stream().filter(asker -> !present(asker)).toList();
  }

  @Override
  public void answer(NotifyRequest answer) {
    answer
        .workflowIds()
        .forEach(arm -> tell(arm, new StepCompleted(answer.fingerprint(), answer.end())));
  }

  private void tell(String arm, StepCompleted answer) {
    try {
      client.newWorkflowStub(PipelineWorkflow.class, arm).stepDone(answer);
    } catch (WorkflowNotFoundException ended) {
      log.debug("{} has ended already", arm);
    }
  }

  private boolean present(StepWaiter asker) {
    try {
      return describe(asker.workflowId()).filter(StepLookupActivitiesImpl::running).isPresent();
    } catch (WorkflowServiceException unknown) {
      return true;
    }
  }

  private Optional<WorkflowExecutionDescription> describe(String workflowId) {
    try {
      return Optional.of(client.newUntypedWorkflowStub(workflowId).describe());
    } catch (WorkflowNotFoundException none) {
      return Optional.empty();
    }
  }

  private static boolean running(WorkflowExecutionDescription description) {
    return description.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  private static boolean failedDuring(StepLookup request, WorkflowExecutionDescription last) {
    return last.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED
        && last.getCloseTime().toEpochMilli() >= request.runStartedMillis();
  }

  /**
   * Empty for a step that ended only for lack of waiters, or because of a corrupt input, which is
   * made again meanwhile.
   */
  private Optional<FailureCause> failure(WorkflowExecutionDescription last) {
    try {
      client
          .newUntypedWorkflowStub(
              target(last.getExecution().getWorkflowId(), last.getExecution().getRunId()))
          .getResult(StepEnd.Done.class);
      return Optional.empty();
    } catch (WorkflowFailedException failed) {
      boolean startAnew =
          Failures.cancelled(failed) || Failures.is(FailureKind.CORRUPT_ARTIFACT, failed);
      return startAnew ? Optional.empty() : Optional.of(Failures.of(failed));
    }
  }

  private StepAnswer join(StepLookup request, String runId) {
    if (!runId.equals(request.askedRunId())) {
      signal(request, runId);
    }
    return new StepAnswer.Running(runId);
  }

  private void signal(StepLookup request, String runId) {
    String workflowId = WorkflowIds.step(request.store(), request.fingerprint());
    try {
      client
          .newWorkflowStub(StepWorkflow.class, target(workflowId, runId))
          .request(request.waiter());
    } catch (WorkflowNotFoundException ended) {
      throw new Failure.TransientError(request.title() + " ended during the request").thrown(ended);
    }
  }

  private static WorkflowTargetOptions target(String workflowId, String runId) {
    return WorkflowTargetOptions.newBuilder().setWorkflowId(workflowId).setRunId(runId).build();
  }

  private StepAnswer start(StepLookup request) {
    try {
      return signalOrStart(request, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE);
    } catch (WorkflowExecutionAlreadyStarted race) {
      throw new Failure.TransientError(
              request.title() + " was started by another waiter at the same moment")
          .thrown(race);
    }
  }

  private StepAnswer signalOrStart(StepLookup request, WorkflowIdReusePolicy ended) {
    StepWorkflow step = client.newWorkflowStub(StepWorkflow.class, options(request, ended));
    BatchRequest batch = client.newSignalWithStartRequest();
    batch.add(
        step::run,
        new StepRequest(
            request.plan(),
            request.fingerprint(),
            request.store(),
            request.title(),
            request.pace(),
            List.of()));
    batch.add(step::request, request.waiter());
    return new StepAnswer.Running(client.signalWithStart(batch).getRunId());
  }

  private static WorkflowOptions options(StepLookup request, WorkflowIdReusePolicy ended) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.step(request.store(), request.fingerprint()))
        .setTaskQueue(TaskQueues.CONTROL)
        .setWorkflowIdReusePolicy(ended)
        .build();
  }
}
