package dev.aftlab.workflows.sweep;

import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.workflows.HistoryLimit;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.ArmBatch;
import dev.aftlab.workflows.activity.ArmBatchRequest;
import dev.aftlab.workflows.activity.ArmRef;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.PlanActivities;
import dev.aftlab.workflows.activity.PlanPage;
import dev.aftlab.workflows.pipeline.ArmControl;
import dev.aftlab.workflows.pipeline.PipelineRequest;
import dev.aftlab.workflows.pipeline.PipelineResult;
import dev.aftlab.workflows.pipeline.PipelineWorkflow;
import dev.aftlab.workflows.sweep.SweepProgress.RunningArm;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the pages of a run one after the other: starts the arms of a page as long as there are free
 * places, waits for them all, and requests the next page.
 */
public final class SweepWorkflowImpl implements SweepWorkflow {

  private static final int BATCH = 100;

  /** Maximum recomputations of corrupt results. */
  private static final int ROUNDS = 3;

  private final PlanActivities plans =
      Workflow.newLocalActivityStub(PlanActivities.class, ActivityPolicies.asking());
  private final ArmProgress arms;
  private final RunPages pages;
  private final RunControl control = new RunControl();
  private final Map<Integer, Child> children = new LinkedHashMap<>();
  private final int usualAttempts;
  private final boolean searchable;
  private long startedMillis;
  private int startedHere;

  /** Restores the state of an earlier part, before any control command arrives. */
  @WorkflowInit
  public SweepWorkflowImpl(SweepRequest request) {
    arms = request.state().map(ArmProgress::new).orElseGet(ArmProgress::new);
    pages = new RunPages(request);
    usualAttempts = request.pace().attempts();
    searchable = request.searchable();
    request.state().flatMap(SweepState::control).ifPresent(control::resume);
  }

  /** An arm in flight: how it is signalled, and how it is stopped. */
  private record Child(PipelineWorkflow workflow, CancellationScope scope) {}

  @Override
  public SweepResult run(SweepRequest request) {
    startedMillis =
        request.state().map(SweepState::startedMillis).orElseGet(Workflow::currentTimeMillis);
    TrackingChild mirroring = new TrackingChild(request);
    mirroring.begin(startedMillis);
    show(control.paused() ? RunState.PAUSED : RunState.RUNNING);
    try {
      runPages(request, mirroring);
      SweepResult result = arms.result(pages.all(), control.state().events());
      show(result.end().state());
      mirroring.finish(result.end());
      return result;
    } catch (TemporalFailure failure) {
      Workflow.newDetachedCancellationScope(() -> Workflow.await(() -> arms.inFlight() == 0)).run();
      RunEnd end = end(failure);
      show(end.state());
      mirroring.finish(end);
      throw ended(failure);
    }
  }

  /** Search attributes are taken along by themselves, what lies beside a run is not. */
  private static void goOnAsNew(SweepRequest rest) {
    Optional<RunMemo> memo =
        Optional.ofNullable(Workflow.getMemo(RunMemo.KEY, RunMemo.class, RunMemo.class));
    ContinueAsNewOptions.Builder options = ContinueAsNewOptions.newBuilder();
    memo.ifPresent(beside -> options.setMemo(Map.of(RunMemo.KEY, beside)));
    Workflow.continueAsNew(options.build(), rest);
  }

  /**
   * A server that does not know the attribute would refuse it again and again: only a request that
   * says so has it.
   */
  private void show(RunState state) {
    if (searchable) {
      Workflow.upsertTypedSearchAttributes(RunSearchAttributes.STATE.valueSet(state.word()));
    }
  }

  /** A searcher sees results that are whole; at the end those of all pages are. */
  private void runPages(SweepRequest request, TrackingChild tracking) {
    runPage(request);
    while (!pages.last().last()) {
      makeIncompleteAgain(request, List.of(pages.last()));
      if (!pages.grow()) {
        break;
      }
      tracking.pages(PlanPage.plans(pages.all()));
      runPage(request);
    }
    makeIncompleteAgain(request, pages.all());
  }

  private void runPage(SweepRequest request) {
    boolean all = startArms(request);
    Workflow.await(() -> arms.inFlight() == 0);
    if (!all) {
      goOnAsNew(
          request.from(pages.all(), arms.state(startedMillis, pages.next(), control.state())));
    }
  }

  /**
   * Starts the arms of the last page from the next one on. False when the history is long enough
   * that the run should continue as new.
   */
  private boolean startArms(SweepRequest request) {
    while (true) {
      ArmBatch batch = plans.arms(new ArmBatchRequest(pages.last(), pages.next(), BATCH));
      for (ArmRef arm : batch.arms()) {
        Workflow.await(() -> arms.inFlight() < request.armsInFlight() && !control.paused());
        if (crowded(request)) {
          return false;
        }
        startOrSkip(request, arm);
      }
      if (batch.last()) {
        return true;
      }
    }
  }

  /**
   * Results that were damaged or removed since their arms ended: those arms run once more, and find
   * what is whole at once.
   */
  private void makeIncompleteAgain(SweepRequest request, List<PlanPage> checked) {
    ResultCheck check = new ResultCheck(plans, checked);
    for (int round = 1; arms.knowsAll(); round++) {
      List<ArmRef> incomplete = check.incomplete(arms::isDone);
      if (incomplete.isEmpty()) {
        return;
      }
      if (round == ROUNDS) {
        incomplete.forEach(arms::lost);
        return;
      }
      for (ArmRef arm : incomplete) {
        Workflow.await(() -> arms.inFlight() < request.armsInFlight() && !control.paused());
        arms.again(arm);
        start(request, arm);
      }
      Workflow.await(() -> arms.inFlight() == 0);
    }
  }

  private boolean crowded(SweepRequest request) {
    return startedHere > 0 && HistoryLimit.crowded(request.pace());
  }

  private void startOrSkip(SweepRequest request, ArmRef arm) {
    pages.passed(arm.index());
    control
        .stopped(arm.trial(), arm.title())
        .ifPresentOrElse(stopped -> arms.skipped(arm, stopped), () -> start(request, arm));
  }

  private void start(SweepRequest request, ArmRef arm) {
    String workflowId = WorkflowIds.arm(request.run(), arm.trial());
    PipelineWorkflow child =
        Workflow.newChildWorkflowStub(PipelineWorkflow.class, options(request, workflowId));
    arms.started(new RunningArm(arm.trial(), arm.title(), workflowId));
    startedHere++;
    CancellationScope scope =
        Workflow.newCancellationScope(
            () ->
                Async.function(child::run, pipeline(request, arm))
                    .handle((result, failure) -> end(arm, result, failure)));
    children.put(arm.trial(), new Child(child, scope));
    scope.run();
  }

  private PipelineRequest pipeline(SweepRequest request, ArmRef arm) {
    return new PipelineRequest(
        arm.plan(),
        request.run(),
        request.store(),
        arm.index(),
        arm.title(),
        startedMillis,
        request.pace().withAttempts(control.forArms().attempts()));
  }

  /**
   * A sweep that ends early takes its arms with it, and waits until they have let go of their
   * steps.
   */
  private static ChildWorkflowOptions options(SweepRequest request, String workflowId) {
    ChildWorkflowOptions.Builder options =
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(workflowId)
            .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
            .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED);
    return request.searchable()
        ? options.setTypedSearchAttributes(RunSearchAttributes.arm(request.run())).build()
        : options.build();
  }

  private boolean end(ArmRef arm, PipelineResult result, RuntimeException failure) {
    children.remove(arm.trial());
    if (failure == null) {
      arms.done(arm, result);
    } else {
      arms.notDone(arm, failure, control.stopped(arm.trial(), arm.title()));
    }
    return failure == null;
  }

  private static RunEnd end(TemporalFailure failure) {
    return Failures.cancelled(failure)
        ? RunEnd.Cancelled.whole()
        : new RunEnd.Failed(Failures.of(failure));
  }

  private static RuntimeException ended(TemporalFailure failure) {
    if (Failures.cancelled(failure)) {
      return new CanceledFailure("run cancelled");
    }
    FailureCause cause = Failures.of(failure);
    return ApplicationFailure.newNonRetryableFailureWithCause(
        cause.message(), cause.kind().type(), failure);
  }

  @Override
  public void checkPause(ControlRequest request) {
    control.checkPause(request);
  }

  @Override
  public String pause(ControlRequest request) {
    control.pause(request, Workflow.currentTimeMillis());
    show(RunState.PAUSED);
    tellArms();
    return "paused: "
        + underWay("releases its steps", "release their steps")
        + "; those that no other run needs stop with a checkpoint";
  }

  @Override
  public void checkResume(ControlRequest request) {
    control.checkResume(request);
  }

  @Override
  public String resume(ControlRequest request) {
    control.resume(request, Workflow.currentTimeMillis());
    show(RunState.RUNNING);
    tellArms();
    return "resumed: " + underWay("continues", "continue");
  }

  @Override
  public void checkRaiseRetries(RetriesRequest request) {
    control.checkRetries(request, usualAttempts);
  }

  @Override
  public String raiseRetries(RetriesRequest request) {
    control.retries(request, Workflow.currentTimeMillis());
    tellArms();
    return "from now on "
        + request.attempts()
        + " attempts in a row may fail without getting any further";
  }

  @Override
  public void checkCheckpointNow(ControlRequest request) {
    control.checkCheckpoint(request);
  }

  @Override
  public String checkpointNow(ControlRequest request) {
    control.checkpoint(request, Workflow.currentTimeMillis());
    tellArms();
    return "the trainings at work make a checkpoint after their present step";
  }

  @Override
  public void checkStopArm(StopRequest request) {
    control.checkStop(request);
    if (!arms.couldStop(request.arm(), pages.moreToCome())) {
      throw new IllegalArgumentException(
          "arm '" + request.arm() + "' has ended already, or there is none of that name or number");
    }
  }

  @Override
  public String stopArm(StopRequest request) {
    control.stop(request, Workflow.currentTimeMillis());
    Optional<Integer> running = arms.running(request.arm());
    running
        .map(children::get)
        .ifPresent(child -> child.scope().cancel("stopped by " + request.by()));
    return running.isPresent()
        ? "arm " + request.arm() + " is being stopped"
        : "arm " + request.arm() + " will not start";
  }

  /** An arm that ends meanwhile does not need it. */
  private void tellArms() {
    ArmControl now = control.forArms();
    children
        .values()
        .forEach(
            child ->
                Async.procedure(child.workflow()::control, now)
                    .exceptionally(SweepWorkflowImpl::endedBefore));
  }

  private static Void endedBefore(Throwable failure) {
    Workflow.getLogger(SweepWorkflowImpl.class)
        .debug("an arm ended before it could be notified: {}", failure.getMessage());
    return null;
  }

  @Override
  public SweepProgress progress() {
    return arms.progress(pages.all(), control.state());
  }

  private String underWay(String one, String several) {
    int count = arms.inFlight();
    return count == 1 ? "1 arm " + one : count + " arms " + several;
  }
}
