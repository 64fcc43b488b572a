package dev.aftlab.workflows.step;

import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.Backoff;
import dev.aftlab.workflows.HistoryLimit;
import dev.aftlab.workflows.ParallelBranches;
import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.DiskSpaceRequest;
import dev.aftlab.workflows.activity.EvaluateActivities;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.LabelActivities;
import dev.aftlab.workflows.activity.PrepareResult;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.SampleActivities;
import dev.aftlab.workflows.activity.ScoreActivities;
import dev.aftlab.workflows.activity.ShardDone;
import dev.aftlab.workflows.activity.ShardRef;
import dev.aftlab.workflows.activity.StepActivities;
import dev.aftlab.workflows.activity.StepRef;
import dev.aftlab.workflows.activity.TrainActivities;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** One attempt at a step: lease, work by kind, commit; the lease is given back however it ends. */
final class StepAttempt {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT_FOR_ROOM = Duration.ofMinutes(1);

  private final StepActivities frame;
  private final StepActivities here;
  private final StepActivities parting;
  private final StepRef step;
  private final RunTimings pace;
  private final RetryBudget budget;
  private StepStage stage = StepStage.PREPARING;
  private String note = "";
  private int shards;
  private int shardsDone;

  /** An attempt that has not started. */
  StepAttempt(StepRef step, RunTimings pace, RetryBudget budget) {
    this.step = step;
    this.pace = pace;
    this.budget = budget;
    this.frame =
        Workflow.newActivityStub(StepActivities.class, ActivityPolicies.light(pace.heartbeat()));
    this.here =
        Workflow.newLocalActivityStub(
            StepActivities.class, ActivityPolicies.once(pace.heartbeat()));
    this.parting =
        Workflow.newActivityStub(StepActivities.class, ActivityPolicies.parting(pace.heartbeat()));
  }

  /**
   * Makes the artifact or finds it. Empty when waiting has filled the history: continue as a new
   * workflow.
   */
  Optional<StepEnd.Done> run() {
    try {
      return attempt();
    } catch (TemporalFailure failure) {
      Workflow.newDetachedCancellationScope(this::abandon).run();
      throw failure;
    }
  }

  StepProgress progress(String title, int askers) {
    return new StepProgress(title, stage, Optional.empty(), note, shards, shardsDone, askers);
  }

  /**
   * Requests a checkpoint, which the work makes after its present step. Does nothing where there is
   * no work.
   */
  void checkpoint() {
    if (stage != StepStage.WORKING) {
      return;
    }
    try {
      parting.requestCheckpoint(step);
    } catch (TemporalFailure failure) {
      Workflow.getLogger(StepAttempt.class)
          .warn(
              "{} did not receive the checkpoint request: {}",
              step.fingerprint(),
              Failures.of(failure).message());
    }
  }

  private Optional<StepEnd.Done> attempt() {
    Backoff waits = new Backoff(FIRST_WAIT, LONGEST_WAIT);
    while (true) {
      try {
        Optional<StepEnd.Done> made = once();
        if (made.isPresent()) {
          return made;
        }
      } catch (TemporalFailure failure) {
        letPass(failure);
      }
      if (HistoryLimit.crowded(pace)) {
        return Optional.empty();
      }
      show(StepStage.WAITING, note);
      Workflow.sleep(waits.next());
    }
  }

  /** Empty when another process holds the lease. */
  private Optional<StepEnd.Done> once() {
    show(StepStage.PREPARING, note);
    return switch (prepared()) {
      case PrepareResult.Done done -> Optional.of(done.end());
      case PrepareResult.Ready ready -> {
        show(StepStage.WORKING, "");
        yield Optional.of(work(ready));
      }
      case PrepareResult.Busy busy -> {
        note = "the lease is held by " + busy.holder();
        yield Optional.empty();
      }
    };
  }

  private PrepareResult prepared() {
    return preparedHere().orElseGet(() -> frame.prepare(step));
  }

  /**
   * A cancellation waits for the answer, to know whether a lease is held. Empty when something
   * prevented it.
   */
  private Optional<PrepareResult> preparedHere() {
    CompletablePromise<PrepareResult> answer = Workflow.newPromise();
    Workflow.newDetachedCancellationScope(
            () -> {
              answer.completeFrom(Async.function(here::prepare, step));
              Workflow.await(answer::isCompleted);
            })
        .run();
    CancellationScope.throwCanceled();
    return answer.getFailure() == null ? Optional.of(answer.get()) : Optional.empty();
  }

  /** Waits for what passes without another attempt failing; throws everything else. */
  private void letPass(TemporalFailure failure) {
    Optional<Failure.DiskFull> full = Failures.as(Failure.DiskFull.class, failure);
    if (full.isPresent()) {
      waitForRoom(full.get());
    } else if (Failures.is(FailureKind.LEASE_LOST, failure)) {
      note = "the lease was taken over";
    } else {
      throw failure;
    }
  }

  private void waitForRoom(Failure.DiskFull full) {
    show(StepStage.PAUSED, Failures.brief(full.message()));
    Backoff waits = new Backoff(FIRST_WAIT, LONGEST_WAIT_FOR_ROOM);
    do {
      Workflow.sleep(waits.next());
    } while (!frame.room(new DiskSpaceRequest(step, full.neededBytes()))
        && !HistoryLimit.crowded(pace));
    note = "";
  }

  private StepEnd.Done work(PrepareResult.Ready ready) {
    return switch (ready.kind()) {
      case TRAIN -> insisting(attempts -> onDevice(TrainActivities.class, attempts).train(step));
      case SCORE -> insisting(attempts -> onDevice(ScoreActivities.class, attempts).score(step));
      case LABEL -> insisting(attempts -> onControl(LabelActivities.class, attempts).label(step));
      case SAMPLE ->
          inShards(
              ready.shards(),
              (shard, attempts) -> onDevice(SampleActivities.class, attempts).sample(shard));
      case EVALUATE ->
          inShards(
              ready.shards(),
              (shard, attempts) -> onDevice(EvaluateActivities.class, attempts).evaluate(shard));
    };
  }

  private <T> T insisting(IntFunction<T> activity) {
    return budget.spend(activity, () -> frame.reached(step));
  }

  private StepEnd.Done inShards(int count, BiFunction<ShardRef, Integer, ShardDone> one) {
    shards = count;
    shardsDone = 0;
    ParallelBranches.run(
        IntStream.range(0, count)
            .<Functions.Proc>mapToObj(shard -> () -> shard(one, shard))
            .toList());
    show(StepStage.FINISHING, "");
    return insisting(attempts -> onControl(StepActivities.class, attempts).finish(step));
  }

  private void shard(BiFunction<ShardRef, Integer, ShardDone> one, int shard) {
    insisting(attempts -> one.apply(new ShardRef(step, shard), attempts));
    shardsDone++;
  }

  private <T> T onDevice(Class<T> activities, int attempts) {
    return Workflow.newActivityStub(
        activities, ActivityPolicies.work(TaskQueues.GPU, pace.heartbeat(), attempts));
  }

  private <T> T onControl(Class<T> activities, int attempts) {
    return Workflow.newActivityStub(
        activities, ActivityPolicies.work(TaskQueues.CONTROL, pace.heartbeat(), attempts));
  }

  private void abandon() {
    try {
      parting.abandon(step);
    } catch (TemporalFailure failure) {
      Workflow.getLogger(StepAttempt.class)
          .warn(
              "the lease of {} was not given back and will expire: {}",
              step.fingerprint(),
              Failures.of(failure).message());
    }
  }

  private void show(StepStage nextStage, String nextNote) {
    stage = nextStage;
    note = nextNote;
  }
}
