package dev.aftlab.workflows.sweep;

import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.tracking.TrackingWorkflow;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A sweep's side of its {@link TrackingWorkflow}: started with the run, notified of its end, never
 * waited for. Does nothing for a run that is not tracked.
 */
final class TrackingChild {
  private final SweepRequest request;
  private Optional<Promise<WorkflowExecution>> started = Optional.empty();

  TrackingChild(SweepRequest request) {
    this.request = request;
  }

  /**
   * Starts tracking with the first part of the sweep. It outlives the sweep, and a cancellation of
   * the sweep does not reach it.
   */
  void begin(long startedMillis) {
    if (request.tracking().isPresent() && request.state().isEmpty()) {
      TrackingRequest track =
          new TrackingRequest(
              request.space(),
              PlanPage.plans(request.pages()),
              request.run(),
              startedMillis,
              request.tracking().get(),
              Optional.empty());
      Workflow.newDetachedCancellationScope(() -> start(track)).run();
    }
  }

  private void start(TrackingRequest track) {
    TrackingWorkflow mirror = Workflow.newChildWorkflowStub(TrackingWorkflow.class, options());
    Async.function(mirror::run, track).handle((summary, failure) -> failure == null);
    started = Optional.of(Workflow.getWorkflowExecution(mirror));
  }

  private ChildWorkflowOptions options() {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.tracking(request.run()))
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
        .build();
  }

  /** Notifies tracking of the pages of the run, after there is another. */
  void pages(List<String> plans) {
    if (request.tracking().isPresent()) {
      notify(tracking -> tracking.pages(plans), "another page");
    }
  }

  /** Notifies tracking how the run ended. */
  void finish(RunEnd end) {
    if (request.tracking().isPresent()) {
      Workflow.newDetachedCancellationScope(
              () -> notify(tracking -> tracking.finish(end), "its end"))
          .run();
    }
  }

  private void notify(Consumer<TrackingWorkflow> signal, String what) {
    try {
      started.ifPresent(Promise::get);
      signal.accept(
          Workflow.newExternalWorkflowStub(
              TrackingWorkflow.class, WorkflowIds.tracking(request.run())));
    } catch (SignalExternalWorkflowException | TemporalFailure gone) {
      Workflow.getLogger(TrackingChild.class)
          .warn(
              "tracking of {} was not notified of {}, and checks for itself", request.run(), what);
    }
  }
}
