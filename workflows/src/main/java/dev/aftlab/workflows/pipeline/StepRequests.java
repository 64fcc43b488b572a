package dev.aftlab.workflows.pipeline;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.Backoff;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.ArmPlan;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.StepAnswer;
import dev.aftlab.workflows.activity.StepLookup;
import dev.aftlab.workflows.activity.StepLookupActivities;
import dev.aftlab.workflows.activity.StepWaiter;
import dev.aftlab.workflows.pipeline.PipelineProgress.StepWait;
import dev.aftlab.workflows.step.StepCompleted;
import dev.aftlab.workflows.step.StepControl;
import dev.aftlab.workflows.step.StepWorkflow;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The steps that one arm requests, and their results. {@link StepWorkflow} describes the protocol.
 */
final class StepRequests {

  private final StepLookupActivities asks =
      Workflow.newLocalActivityStub(StepLookupActivities.class, ActivityPolicies.asking());
  private final PipelineRequest request;
  private final ArmPlan arm;
  private final Map<Fingerprint, StepEnd> answers;
  private final Supplier<ArmControl> control;
  private final Set<StepWait> waits = new LinkedHashSet<>();
  private final Map<Fingerprint, StepEnd> ends = new LinkedHashMap<>();
  private final Map<Fingerprint, Integer> damages = new HashMap<>();
  private Optional<ArmEnd.Failed> failure = Optional.empty();

  /**
   * No requests yet.
   *
   * @param answers where the signals of steps that ended are put
   * @param control the run's current control state of the arm
   */
  StepRequests(
      PipelineRequest request,
      ArmPlan arm,
      Map<Fingerprint, StepEnd> answers,
      Supplier<ArmControl> control) {
    this.request = request;
    this.arm = arm;
    this.answers = answers;
    this.control = control;
  }

  /**
   * Requests a step and waits for its artifact. Throws the step's failure; when cancelled
   * meanwhile, tells the step that this arm no longer waits.
   */
  void need(String part, Fingerprint fingerprint) {
    if (ends.containsKey(fingerprint)) {
      return;
    }
    StepWait wait =
        new StepWait(
            part,
            fingerprint,
            arm.title(fingerprint),
            WorkflowIds.step(request.store(), fingerprint));
    waits.add(wait);
    try {
      settle(wait, askOrRelease(wait));
    } finally {
      waits.remove(wait);
    }
  }

  /** Forgets all answers: everything is requested again. */
  void forget() {
    answers.clear();
    ends.clear();
    failure = Optional.empty();
  }

  /** How often the step that failed most often of a damaged or missing input did so. */
  int mostDamages() {
    return damages.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /**
   * Passes something on to the steps that are waited for; one that ends meanwhile does not need it.
   */
  void tell(StepControl told) {
    List<StepWait> now = List.copyOf(waits);
    now.forEach(
        wait -> Async.procedure(step(wait)::control, told).exceptionally(StepRequests::ended));
  }

  private static StepWorkflow step(StepWait wait) {
    return Workflow.newExternalWorkflowStub(StepWorkflow.class, wait.workflowId());
  }

  private static Void ended(Throwable failure) {
    Workflow.getLogger(StepRequests.class)
        .debug("a step ended before it could be notified: {}", failure.getMessage());
    return null;
  }

  /** The end of an arm that fails because a step did: the first one that failed. */
  Optional<ArmEnd.Failed> failure() {
    return failure;
  }

  /** The steps that were requested and have ended. */
  List<StepCompleted> ended() {
    return ends.entrySet().stream()
        .map(end -> new StepCompleted(end.getKey(), end.getValue()))
        .toList();
  }

  PipelineProgress progress() {
    int done = (int) ends.values().stream().filter(StepEnd.Done.class::isInstance).count();
    return new PipelineProgress(
        request.title(), done, arm.steps().all().size(), List.copyOf(waits), ended());
  }

  private StepEnd askOrRelease(StepWait wait) {
    try {
      return ask(wait);
    } catch (TemporalFailure failure) {
      if (!Failures.cancelled(failure)) {
        throw failure;
      }
      Workflow.newDetachedCancellationScope(() -> release(wait)).run();
      throw new CanceledFailure("no longer waiting for " + wait.title());
    }
  }

  private StepEnd ask(StepWait wait) {
    String askedRun = "";
    Backoff checks = new Backoff(request.pace().check());
    while (true) {
      Workflow.await(() -> !control.get().paused());
      switch (asks.ask(question(wait, askedRun))) {
        case StepAnswer.Running running -> askedRun = running.stepRunId();
        case StepAnswer.Ended ended -> {
          return ended.end();
        }
      }
      Workflow.await(
          checks.next(), () -> answers.containsKey(wait.fingerprint()) || control.get().paused());
      if (answers.containsKey(wait.fingerprint())) {
        return answers.get(wait.fingerprint());
      }
      if (control.get().paused()) {
        // Possibly no other arm needs the step: then it stops with a checkpoint. It is requested
        // again
        // afterwards.
        release(wait);
        askedRun = "";
      }
    }
  }

  private StepLookup question(StepWait wait, String askedRun) {
    StepWaiter me = new StepWaiter(Workflow.getInfo().getWorkflowId(), request.run());
    return new StepLookup(
        request.plan(),
        wait.fingerprint(),
        wait.title(),
        request.store(),
        me,
        request.runStartedMillis(),
        askedRun,
        request.pace().withAttempts(control.get().attempts()));
  }

  private static void release(StepWait wait) {
    try {
      step(wait).release(Workflow.getInfo().getWorkflowId());
    } catch (SignalExternalWorkflowException gone) {
      Workflow.getLogger(StepRequests.class).debug("{} has ended already", wait.workflowId());
    }
  }

  private void settle(StepWait wait, StepEnd end) {
    ends.put(wait.fingerprint(), end);
    switch (end) {
      case StepEnd.Done done -> {}
      case StepEnd.Failed failed -> throw failed(wait, failed.cause());
      case StepEnd.Cancelled cancelled ->
          throw failed(
              wait, new FailureCause(FailureKind.STEP_CANCELLED, "the step was cancelled"));
    }
  }

  private RuntimeException failed(StepWait wait, FailureCause cause) {
    ArmEnd.Failed end = new ArmEnd.Failed(Optional.of(wait.title()), cause);
    failure = failure.or(() -> Optional.of(end));
    if (cause.kind() == FailureKind.CORRUPT_ARTIFACT) {
      damages.merge(wait.fingerprint(), 1, Integer::sum);
    }
    return ApplicationFailure.newNonRetryableFailure(end.reason(), cause.kind().type());
  }
}
