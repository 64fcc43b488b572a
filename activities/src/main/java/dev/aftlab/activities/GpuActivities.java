package dev.aftlab.activities;

import dev.aftlab.activities.step.StepWorks;
import dev.aftlab.activities.step.WorkListener;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.workflows.activity.EvaluateActivities;
import dev.aftlab.workflows.activity.LabelActivities;
import dev.aftlab.workflows.activity.SampleActivities;
import dev.aftlab.workflows.activity.ScoreActivities;
import dev.aftlab.workflows.activity.ShardDone;
import dev.aftlab.workflows.activity.ShardRef;
import dev.aftlab.workflows.activity.StepOutcome;
import dev.aftlab.workflows.activity.StepRef;
import dev.aftlab.workflows.activity.TrainActivities;
import io.temporal.activity.Activity;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The activities that do the work of steps. Each takes a lease of its own, so that an attempt that was given up cannot write any more. */
final class GpuActivities implements TrainActivities, SampleActivities, ScoreActivities, EvaluateActivities, LabelActivities {
  private final Plans plans;
  private final StepWorks works;
  private final Leases leases;
  private final BooleanSupplier processStops;

  GpuActivities(Plans plans, StepWorks works, Leases leases, BooleanSupplier processStops) {
    this.plans = plans;
    this.works = works;
    this.leases = leases;
    this.processStops = processStops;
  }

  /** One attempt at a piece of work. */
  private interface Attempt<S, T> {
    T run(S step, Lease lease, WorkListener listener);
  }

  @Override
  public StepOutcome train(StepRef ref) {
    return attempt(ref, "whole", Step.Train.class, (step, lease, listener) -> outcome(step, works.train(step, lease, listener)));
  }

  @Override
  public StepOutcome label(StepRef ref) {
    return attempt(ref, "whole", Step.Label.class, (step, lease, listener) -> outcome(step, works.label(step, lease)));
  }

  @Override
  public StepOutcome score(StepRef ref) {
    return attempt(ref, "whole", Step.Score.class, (step, lease, listener) -> outcome(step, works.score(step, lease, listener)));
  }

  @Override
  public ShardDone sample(ShardRef ref) {
    return attempt(ref.step(), shard(ref), Step.Sample.class, (step, lease, listener) -> new ShardDone(ref.shard(), works.sample(step, ref.shard(), lease, listener)));
  }

  @Override
  public ShardDone evaluate(ShardRef ref) {
    return attempt(
        ref.step(), shard(ref), Step.Evaluate.class, (step, lease, listener) -> new ShardDone(ref.shard(), works.evaluate(step, ref.shard(), lease, listener)));
  }

  private static String shard(ShardRef ref) {
    return String.format("shard-%05d", ref.shard());
  }

  private static StepOutcome outcome(Step step, double deviceSeconds) {
    return new StepOutcome(step.fingerprint(), step.kind(), false, deviceSeconds);
  }

  private <S extends Step, T> T attempt(StepRef ref, String unit, Class<S> type, Attempt<S, T> attempt) {
    Function<Throwable, RuntimeException> translate = FailureTranslation.of(works.store());
    try (Leases.Held held = leases.take(ref, unit);
        Heart heart = new Heart(Activity.getExecutionContext(), held::renew, processStops)) {
      try {
        return attempt.run(type.cast(plans.step(ref)), held.lease(), heart);
      } catch (RuntimeException | Error failure) {
        throw heart.ended().<RuntimeException>map(ended -> ended).filter(ended -> FailureTranslation.isStop(failure)).orElseGet(() -> translate.apply(failure));
      }
    }
  }
}
