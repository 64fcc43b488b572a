package dev.aftlab.activities;

import dev.aftlab.activities.step.StepExecutor;
import dev.aftlab.activities.store.LeaseKey;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.activity.EvaluateActivities;
import dev.aftlab.workflows.activity.SampleActivities;
import dev.aftlab.workflows.activity.ScoreActivities;
import dev.aftlab.workflows.activity.ShardDone;
import dev.aftlab.workflows.activity.ShardRef;
import dev.aftlab.workflows.activity.StepRef;
import dev.aftlab.workflows.activity.TrainActivities;

/** The activities that need a device. */
public final class DeviceActivitiesImpl
    implements TrainActivities, SampleActivities, ScoreActivities, EvaluateActivities {
  private final StepExecutor works;
  private final LeasedAttempt attempts;

  public DeviceActivitiesImpl(StepExecutor works, LeasedAttempt attempts) {
    this.works = works;
    this.attempts = attempts;
  }

  @Override
  public StepEnd.Done train(StepRef ref) {
    return attempts.at(
        ref,
        LeaseKey.whole(ref.fingerprint()),
        Step.Train.class,
        (step, held, listener) -> committed(held, works.train(step, held.lease(), listener)));
  }

  @Override
  public StepEnd.Done score(StepRef ref) {
    return attempts.at(
        ref,
        LeaseKey.whole(ref.fingerprint()),
        Step.Score.class,
        (step, held, listener) -> committed(held, works.score(step, held.lease(), listener)));
  }

  @Override
  public ShardDone sample(ShardRef ref) {
    return attempts.at(
        ref.step(),
        LeaseKey.shard(ref.step().fingerprint(), ref.shard()),
        Step.Sample.class,
        (step, held, listener) ->
            new ShardDone(ref.shard(), works.sample(step, ref.shard(), held.lease(), listener)));
  }

  @Override
  public ShardDone evaluate(ShardRef ref) {
    return attempts.at(
        ref.step(),
        LeaseKey.shard(ref.step().fingerprint(), ref.shard()),
        Step.Evaluate.class,
        (step, held, listener) ->
            new ShardDone(ref.shard(), works.evaluate(step, ref.shard(), held.lease(), listener)));
  }

  private static StepEnd.Done committed(StepLeases.Held held, double deviceSeconds) {
    held.step().release();
    return new StepEnd.Done(false, deviceSeconds);
  }
}
