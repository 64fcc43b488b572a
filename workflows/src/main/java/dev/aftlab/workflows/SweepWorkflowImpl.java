package dev.aftlab.workflows;

import dev.aftlab.workflows.SweepProgress.RunningArm;
import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.ArmPage;
import dev.aftlab.workflows.activity.ArmPageRequest;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.PlanActivities;
import dev.aftlab.workflows.activity.StepFailure;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;

/** Starts arms as long as there are free places, and waits for them all. */
public final class SweepWorkflowImpl implements SweepWorkflow {

  private static final int PAGE = 100;

  private final PlanActivities plans = Workflow.newLocalActivityStub(PlanActivities.class, ActivityPolicies.asking());
  private ArmTally arms = new ArmTally();
  private long startedMillis;
  private int next;
  private int total;
  private int startedHere;

  @Override
  public SweepResult run(SweepRequest request) {
    startedMillis = Workflow.currentTimeMillis();
    request.state().ifPresent(this::resume);
    try {
      boolean all = startArms(request);
      Workflow.await(() -> arms.inFlight() == 0);
      if (!all) {
        Workflow.continueAsNew(request.from(arms.state(startedMillis, next, total)));
      }
      return arms.result(total);
    } catch (TemporalFailure failure) {
      Workflow.newDetachedCancellationScope(() -> Workflow.await(() -> arms.inFlight() == 0)).run();
      throw ended(failure);
    }
  }

  private void resume(SweepState state) {
    arms = new ArmTally(state);
    startedMillis = state.startedMillis();
    next = state.next();
    total = state.total();
  }

  /** Starts the arms from the next one on. False when the history has grown so long that another workflow should go on. */
  private boolean startArms(SweepRequest request) {
    while (true) {
      ArmPage page = plans.arms(new ArmPageRequest(request.plan(), next, PAGE));
      total = page.total();
      for (ArmRef arm : page.arms()) {
        Workflow.await(() -> arms.inFlight() < request.armsInFlight());
        if (crowded(request)) {
          return false;
        }
        start(request, arm);
      }
      if (page.last()) {
        return true;
      }
    }
  }

  private boolean crowded(SweepRequest request) {
    WorkflowInfo info = Workflow.getInfo();
    return startedHere > 0 && (info.isContinueAsNewSuggested() || info.getHistoryLength() >= request.pace().historyEvents());
  }

  private void start(SweepRequest request, ArmRef arm) {
    String workflowId = WorkflowIds.arm(request.run(), arm.index());
    PipelineWorkflow child = Workflow.newChildWorkflowStub(PipelineWorkflow.class, options(workflowId));
    arms.started(new RunningArm(arm.index(), arm.title(), workflowId));
    next = arm.index() + 1;
    startedHere++;
    Async.function(child::run, pipeline(request, arm)).handle((result, failure) -> end(arm, result, failure));
  }

  private PipelineRequest pipeline(SweepRequest request, ArmRef arm) {
    return new PipelineRequest(request.plan(), request.run(), request.store(), arm.index(), arm.title(), startedMillis, request.pace());
  }

  /** A sweep that ends early takes its arms with it, and waits until they have let go of their steps. */
  private static ChildWorkflowOptions options(String workflowId) {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(workflowId)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
        .build();
  }

  private boolean end(ArmRef arm, PipelineResult result, RuntimeException failure) {
    if (failure == null) {
      arms.done(arm, result);
    } else {
      arms.notDone(arm, failure);
    }
    return failure == null;
  }

  private static RuntimeException ended(TemporalFailure failure) {
    if (Failures.cancelled(failure)) {
      return new CanceledFailure("run cancelled");
    }
    StepFailure cause = Failures.of(failure);
    return ApplicationFailure.newNonRetryableFailureWithCause(cause.message(), cause.type(), failure);
  }

  @Override
  public SweepProgress progress() {
    return arms.progress(total);
  }
}
