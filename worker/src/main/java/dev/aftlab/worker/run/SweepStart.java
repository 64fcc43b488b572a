package dev.aftlab.worker.run;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.temporal.TemporalServer;
import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.sweep.RunMemo;
import dev.aftlab.workflows.sweep.RunSearchAttributes;
import dev.aftlab.workflows.sweep.SweepRequest;
import dev.aftlab.workflows.sweep.SweepWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Starts a run's workflow with its search attributes. */
public final class SweepStart {

  /** New search attributes take effect on a server after some seconds. */
  private static final Duration LEARNING = Duration.ofSeconds(15);

  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final CommandContext session;
  private final TemporalServer server;

  public SweepStart(CommandContext session, TemporalServer server) {
    this.session = session;
    this.server = server;
  }

  /** Starts it and returns its handle. */
  public WorkflowStub start(RunRecord run, SweepRequest request) {
    WorkflowOptions plain =
        WorkflowOptions.newBuilder()
            .setWorkflowId(WorkflowIds.sweep(run.id()))
            .setTaskQueue(TaskQueues.CONTROL)
            .setMemo(Map.of(RunMemo.KEY, memo(run, request.store())))
            .build();
    return server.searchable() ? searchable(run, request, plain) : start(request, plain);
  }

  private static RunMemo memo(RunRecord run, String store) {
    return new RunMemo(
        run.experiment(),
        run.source(),
        run.settings(),
        run.space(),
        store,
        run.arms(),
        run.points(),
        run.started());
  }

  private WorkflowStub searchable(RunRecord run, SweepRequest request, WorkflowOptions plain) {
    WorkflowOptions found =
        plain.toBuilder()
            .setTypedSearchAttributes(
                RunSearchAttributes.sweep(run.experiment(), run.id(), run.space()))
            .build();
    long end = System.nanoTime() + LEARNING.toNanos();
    do {
      try {
        return start(request.asSearchable(), found);
      } catch (WorkflowServiceException failure) {
        if (!attributeUnknown(failure)) {
          throw failure;
        }
      }
    } while (System.nanoTime() < end && !session.interruption().await(BETWEEN));
    LoggerFactory.getLogger(SweepStart.class)
        .warn(
            "the search attributes are not available on the server yet: this run cannot be found by"
                + " them");
    return start(request, plain);
  }

  private WorkflowStub start(SweepRequest request, WorkflowOptions options) {
    SweepWorkflow sweep = server.client().newWorkflowStub(SweepWorkflow.class, options);
    WorkflowClient.start(sweep::run, request);
    return WorkflowStub.fromTyped(sweep);
  }

  private static boolean attributeUnknown(WorkflowServiceException failure) {
    return failure.getCause() instanceof StatusRuntimeException status
        && status.getStatus().getCode() == Status.Code.INVALID_ARGUMENT;
  }
}
