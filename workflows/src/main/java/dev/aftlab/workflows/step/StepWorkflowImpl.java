package dev.aftlab.workflows.step;

import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.experiments.result.StepOwner;
import dev.aftlab.workflows.Backoff;
import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.NotifyRequest;
import dev.aftlab.workflows.activity.StepLookupActivities;
import dev.aftlab.workflows.activity.StepRef;
import dev.aftlab.workflows.activity.StepWaiter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works while there are waiters, then answers all. */
public final class StepWorkflowImpl implements StepWorkflow {

  private final StepLookupActivities asks =
      Workflow.newLocalActivityStub(StepLookupActivities.class, ActivityPolicies.checking());
  private final StepLookupActivities answers =
      Workflow.newLocalActivityStub(StepLookupActivities.class, ActivityPolicies.asking());
  private final Map<String, StepWaiter> askers = new LinkedHashMap<>();
  private final RetryBudget budget = new RetryBudget(0);
  private boolean everAsked;
  private String title = "";
  private String executedFor = "";
  private Optional<StepAttempt> work = Optional.empty();
  private Optional<StepEnd> end = Optional.empty();
  private int attempts;

  @Override
  public StepEnd.Done run(StepRequest request) {
    title = request.title();
    request.askers().forEach(this::request);
    attempts = Math.max(attempts, request.pace().attempts());
    budget.raise(attempts);
    Optional<StepEnd> reached = workWhileWanted(request);
    if (reached.isEmpty()) {
      Workflow.continueAsNew(request.with(List.copyOf(askers.values()), attempts));
    }
    end = reached;
    StepEnd last = reached.orElseThrow();
    executedFor = askers.values().stream().map(StepWaiter::run).findFirst().orElse("");
    Workflow.newDetachedCancellationScope(() -> answerAll(request, last)).run();
    return returned(last);
  }

  /**
   * Empty when another workflow should continue. A request may arrive while the work is being
   * cancelled for lack of waiters: then it begins again.
   */
  private Optional<StepEnd> workWhileWanted(StepRequest request) {
    while (true) {
      Optional<StepEnd> reached = attempt(request);
      boolean unwanted = reached.filter(StepEnd.Cancelled.class::isInstance).isPresent();
      if (!unwanted || askers.isEmpty() || CancellationScope.current().isCancelRequested()) {
        return reached;
      }
    }
  }

  private Optional<StepEnd> attempt(StepRequest request) {
    WorkflowInfo info = Workflow.getInfo();
    String run = askers.values().stream().map(StepWaiter::run).findFirst().orElse("");
    StepRef step =
        new StepRef(
            request.plan(),
            request.fingerprint(),
            new StepOwner(info.getWorkflowId(), info.getRunId(), run));
    StepAttempt attempt = new StepAttempt(step, request.pace(), budget);
    work = Optional.of(attempt);
    CompletablePromise<Optional<StepEnd.Done>> running = Workflow.newPromise();
    CancellationScope scope =
        Workflow.newCancellationScope(() -> running.completeFrom(Async.function(attempt::run)));
    scope.run();
    watch(request, scope, running);
    return reached(running);
  }

  private void watch(StepRequest request, CancellationScope scope, Promise<?> running) {
    Backoff checks = new Backoff(request.pace().check());
    try {
      while (!running.isCompleted()) {
        boolean woken = Workflow.await(checks.next(), () -> running.isCompleted() || nobodyWaits());
        if (!woken) {
          dropGone();
        }
        if (!running.isCompleted() && nobodyWaits()) {
          scope.cancel("no waiter is left for the step");
          break;
        }
      }
    } catch (CanceledFailure cancelled) {
      Workflow.getLogger(StepWorkflowImpl.class)
          .debug("cancelled from outside, and the work with it");
    }
    Workflow.newDetachedCancellationScope(() -> Workflow.await(running::isCompleted)).run();
  }

  private boolean nobodyWaits() {
    return everAsked && askers.isEmpty();
  }

  private void dropGone() {
    try {
      asks.gone(List.copyOf(askers.values())).forEach(asker -> askers.remove(asker.workflowId()));
    } catch (TemporalFailure failure) {
      if (Failures.cancelled(failure)) {
        throw new CanceledFailure("cancelled while checking the waiters");
      }
      Workflow.getLogger(StepWorkflowImpl.class)
          .warn("waiters were not looked up: {}", Failures.of(failure).message());
    }
  }

  private static Optional<StepEnd> reached(Promise<Optional<StepEnd.Done>> running) {
    try {
      return running.get().map(done -> done);
    } catch (TemporalFailure failure) {
      return Optional.of(
          Failures.cancelled(failure)
              ? new StepEnd.Cancelled()
              : new StepEnd.Failed(Failures.of(failure)));
    }
  }

  /** Nothing may yield between the last check of the waiters and the return of {@link #run}. */
  private void answerAll(StepRequest request, StepEnd last) {
    while (!askers.isEmpty()) {
      List<StepWaiter> waiting = List.copyOf(askers.values());
      askers.clear();
      tell(request, last, waiting);
    }
  }

  private void tell(StepRequest request, StepEnd last, List<StepWaiter> waiting) {
    Map<StepEnd, List<String>> told = new LinkedHashMap<>();
    waiting.forEach(
        asker ->
            told.computeIfAbsent(seenBy(asker, last), state -> new ArrayList<>())
                .add(asker.workflowId()));
    told.forEach((state, arms) -> tell(new NotifyRequest(request.fingerprint(), state, arms)));
  }

  private void tell(NotifyRequest answer) {
    try {
      answers.answer(answer);
    } catch (TemporalFailure failure) {
      Workflow.getLogger(StepWorkflowImpl.class)
          .warn(
              "arms were not notified, and will request again: {}", Failures.of(failure).message());
    }
  }

  /**
   * The run whose arm requested it first counts it as executed; other runs that share the step
   * reuse it.
   */
  private StepEnd seenBy(StepWaiter asker, StepEnd last) {
    return switch (last) {
      case StepEnd.Done done -> done.withReused(done.reused() || !asker.run().equals(executedFor));
      case StepEnd.Failed failed -> failed;
      case StepEnd.Cancelled cancelled -> cancelled;
    };
  }

  private static StepEnd.Done returned(StepEnd last) {
    return switch (last) {
      case StepEnd.Done done -> done;
      case StepEnd.Failed failed -> throw asItWas(failed.cause());
      case StepEnd.Cancelled cancelled -> throw new CanceledFailure("the step was cancelled");
    };
  }

  @Override
  public void request(StepWaiter asker) {
    everAsked = true;
    askers.putIfAbsent(asker.workflowId(), asker);
  }

  @Override
  public void release(String workflowId) {
    askers.remove(workflowId);
  }

  private static ApplicationFailure asItWas(FailureCause failure) {
    return ApplicationFailure.newNonRetryableFailure(failure.message(), failure.kind().type());
  }

  @Override
  public void control(StepControl control) {
    attempts = Math.max(attempts, control.attempts());
    budget.raise(attempts);
    if (control.checkpoint()) {
      work.ifPresent(StepAttempt::checkpoint);
    }
  }

  @Override
  public StepProgress progress() {
    StepProgress now =
        work.map(attempt -> attempt.progress(title, askers.size()))
            .orElse(
                new StepProgress(
                    title, StepStage.PREPARING, Optional.empty(), "", 0, 0, askers.size()));
    return new StepProgress(
        title, now.stage(), end, now.note(), now.shards(), now.shardsDone(), now.askers());
  }
}
