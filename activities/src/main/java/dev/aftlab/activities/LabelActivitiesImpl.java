package dev.aftlab.activities;

import dev.aftlab.activities.step.StepExecutor;
import dev.aftlab.activities.store.LeaseKey;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.activity.LabelActivities;
import dev.aftlab.workflows.activity.StepRef;

/** Labelling needs no device: it runs on the control queue. */
public final class LabelActivitiesImpl implements LabelActivities {
  private final StepExecutor works;
  private final LeasedAttempt attempts;

  public LabelActivitiesImpl(StepExecutor works, LeasedAttempt attempts) {
    this.works = works;
    this.attempts = attempts;
  }

  @Override
  public StepEnd.Done label(StepRef ref) {
    return attempts.at(
        ref,
        LeaseKey.whole(ref.fingerprint()),
        Step.Label.class,
        (step, held, listener) -> {
          double seconds = works.label(step, held.lease());
          held.step().release();
          return new StepEnd.Done(false, seconds);
        });
  }
}
