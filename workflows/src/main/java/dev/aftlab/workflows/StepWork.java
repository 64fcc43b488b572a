package dev.aftlab.workflows;

import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.EvaluateActivities;
import dev.aftlab.workflows.activity.FailureTypes;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.LabelActivities;
import dev.aftlab.workflows.activity.Pace;
import dev.aftlab.workflows.activity.Prepared;
import dev.aftlab.workflows.activity.SampleActivities;
import dev.aftlab.workflows.activity.ScoreActivities;
import dev.aftlab.workflows.activity.ShardRef;
import dev.aftlab.workflows.activity.StepActivities;
import dev.aftlab.workflows.activity.StepOutcome;
import dev.aftlab.workflows.activity.StepRef;
import dev.aftlab.workflows.activity.TrainActivities;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One attempt at a step: lease, work by kind, commit; the lease is given back however it ends. */
final class StepWork {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final StepActivities frame = Workflow.newActivityStub(StepActivities.class, ActivityPolicies.light());
  private final StepActivities parting = Workflow.newActivityStub(StepActivities.class, ActivityPolicies.parting());
  private final StepRef step;
  private final Pace pace;
  private String stage = "preparing";
  private String note = "";
  private int shards;
  private int shardsDone;

  StepWork(StepRef step, Pace pace) {
    this.step = step;
    this.pace = pace;
  }

  /** Makes the artifact or finds it. Empty when the wait for the lease has filled the history: go on as a new workflow. */
  Optional<StepOutcome> run() {
    try {
      return attempt();
    } catch (TemporalFailure failure) {
      Workflow.newDetachedCancellationScope(this::abandon).run();
      throw failure;
    }
  }

  StepProgress progress(String title, int askers) {
    return new StepProgress(title, stage, note, shards, shardsDone, askers);
  }

  private Optional<StepOutcome> attempt() {
    Duration wait = FIRST_WAIT;
    while (true) {
      show("preparing", note);
      switch (frame.prepare(step)) {
        case Prepared.Done done -> {
          return Optional.of(done.outcome());
        }
        case Prepared.Ready ready -> {
          Optional<StepOutcome> made = carryOut(ready);
          if (made.isPresent()) {
            return made;
          }
          note = "the lease was taken over";
        }
        case Prepared.Busy busy -> note = "the lease is held by " + busy.holder();
      }
      if (crowded()) {
        return Optional.empty();
      }
      show("waiting", note);
      Workflow.sleep(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  private boolean crowded() {
    WorkflowInfo info = Workflow.getInfo();
    return info.isContinueAsNewSuggested() || info.getHistoryLength() >= pace.historyEvents();
  }

  /** Empty when another process took the lease over, because this one was silent for too long. */
  private Optional<StepOutcome> carryOut(Prepared.Ready ready) {
    show("working", "");
    try {
      return Optional.of(work(ready));
    } catch (TemporalFailure failure) {
      if (Failures.of(failure).type().equals(FailureTypes.LEASE_LOST)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private StepOutcome work(Prepared.Ready ready) {
    return switch (ready.kind()) {
      case TRAIN -> onDevice(TrainActivities.class).train(step);
      case SCORE -> onDevice(ScoreActivities.class).score(step);
      case LABEL -> onControl(LabelActivities.class).label(step);
      case SAMPLE -> {
        SampleActivities sampler = onDevice(SampleActivities.class);
        yield inShards(ready.shards(), sampler::sample);
      }
      case EVALUATE -> {
        EvaluateActivities evaluator = onDevice(EvaluateActivities.class);
        yield inShards(ready.shards(), evaluator::evaluate);
      }
    };
  }

  private StepOutcome inShards(int count, Consumer<ShardRef> one) {
    shards = count;
    shardsDone = 0;
    SideBySide.run(IntStream.range(0, count).<Functions.Proc>mapToObj(shard -> () -> shard(one, shard)).toList());
    show("finishing", "");
    return onControl(StepActivities.class).finish(step);
  }

  private void shard(Consumer<ShardRef> one, int shard) {
    one.accept(new ShardRef(step, shard));
    shardsDone++;
  }

  private <T> T onDevice(Class<T> activities) {
    return Workflow.newActivityStub(activities, ActivityPolicies.work(TaskQueues.GPU, pace.heartbeat()));
  }

  private <T> T onControl(Class<T> activities) {
    return Workflow.newActivityStub(activities, ActivityPolicies.work(TaskQueues.CONTROL, pace.heartbeat()));
  }

  private void abandon() {
    try {
      parting.abandon(step);
    } catch (TemporalFailure failure) {
      Workflow.getLogger(StepWork.class).warn("the lease of {} was not given back and will expire: {}", step.fingerprint(), Failures.of(failure).message());
    }
  }

  private void show(String nextStage, String nextNote) {
    stage = nextStage;
    note = nextNote;
  }
}
