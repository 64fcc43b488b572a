package dev.aftlab.workflows.pipeline;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.workflows.Backoff;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.ArmPlan;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.StepFailure;
import dev.aftlab.workflows.activity.StepLookup;
import dev.aftlab.workflows.activity.StepLookupActivities;
import dev.aftlab.workflows.activity.StepOutcome;
import dev.aftlab.workflows.activity.StepState;
import dev.aftlab.workflows.activity.StepWaiter;
import dev.aftlab.workflows.pipeline.PipelineProgress.StepWait;
import dev.aftlab.workflows.pipeline.PipelineResult.Status;
import dev.aftlab.workflows.pipeline.PipelineResult.StepEnd;
import dev.aftlab.workflows.step.StepControl;
import dev.aftlab.workflows.step.StepWorkflow;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final Map<Fingerprint, StepState> answers;
  private final Supplier<ArmControl> control;
  private final Set<StepWait> waits = new LinkedHashSet<>();
  private final Map<Fingerprint, StepEnd> ends = new LinkedHashMap<>();
  private final Map<Fingerprint, Integer> damages = new HashMap<>();

  /**
   * A board without questions.
   *
   * @param answers where the signals of steps that ended are put
   * @param control the run's current control state of the arm
   */
  StepRequests(
      PipelineRequest request,
      ArmPlan arm,
      Map<Fingerprint, StepState> answers,
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

  PipelineResult result() {
    return new PipelineResult(new ArrayList<>(ends.values()));
  }

  PipelineProgress progress() {
    int done = (int) ends.values().stream().filter(end -> end.status() != Status.FAILED).count();
    return new PipelineProgress(
        request.title(),
        done,
        arm.steps().all().size(),
        List.copyOf(waits),
        List.copyOf(ends.values()));
  }

  private StepState askOrRelease(StepWait wait) {
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

  private StepState ask(StepWait wait) {
    String askedRun = "";
    Backoff checks = new Backoff(request.pace().check());
    while (true) {
      Workflow.await(() -> !control.get().paused());
      switch (asks.ask(question(wait, askedRun))) {
        case StepState.Running running -> askedRun = running.stepRunId();
        case StepState.Done done -> {
          return done;
        }
        case StepState.Failed failed -> {
          return failed;
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

  private void settle(StepWait wait, StepState state) {
    switch (state) {
      case StepState.Done done -> ends.put(wait.fingerprint(), end(done.outcome()));
      case StepState.Failed failed -> throw failed(wait, failed.failure());
      case StepState.Running running ->
          throw new Failure.Bug(wait.title() + " was answered with 'running'").thrown();
    }
  }

  private RuntimeException failed(StepWait wait, StepFailure failure) {
    ends.put(wait.fingerprint(), new StepEnd(wait.fingerprint(), Status.FAILED, 0));
    if (failure.type().equals(Failure.CorruptArtifact.class.getSimpleName())) {
      damages.merge(wait.fingerprint(), 1, Integer::sum);
    }
    return ApplicationFailure.newNonRetryableFailure(
        wait.title() + ": " + failure.message(), failure.type());
  }

  private static StepEnd end(StepOutcome outcome) {
    return new StepEnd(
        outcome.fingerprint(),
        outcome.reused() ? Status.REUSED : Status.EXECUTED,
        outcome.deviceSeconds());
  }
}
