package dev.aftlab.activities;

import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.store.LeaseKey;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.workflows.activity.StepRef;
import io.temporal.activity.Activity;
import java.util.function.BooleanSupplier;

/**
 * What every attempt at a piece of work has around it: its own lease, so that a timed-out attempt
 * cannot write any more, heartbeats, and failures translated to Temporal's.
 */
public final class LeasedAttempt {
  private final PlanCache plans;
  private final StepLeases leases;
  private final BooleanSupplier processStops;
  private final StageTimeouts deadlines;
  private final StalledWorkCounter hungWork;

  public LeasedAttempt(
      PlanCache plans,
      StepLeases leases,
      BooleanSupplier processStops,
      StageTimeouts deadlines,
      StalledWorkCounter hungWork) {
    this.deadlines = deadlines;
    this.hungWork = hungWork;
    this.plans = plans;
    this.leases = leases;
    this.processStops = processStops;
  }

  /** The work of one attempt. */
  interface Work<S, T> {
    T run(S step, StepLeases.Held lease, ProgressListener listener);
  }

  /** Does a piece of work of a step. The unit distinguishes pieces that may run concurrently. */
  <S extends Step, T> T at(StepRef ref, LeaseKey unit, Class<S> type, Work<S, T> work) {
    try (StepLeases.Held held = leases.take(ref, unit);
        HeartbeatThread heart =
            new HeartbeatThread(
                Activity.getExecutionContext(), held::renew, processStops, deadlines, hungWork)) {
      try {
        return work.run(type.cast(plans.step(ref)), held, heart);
      } catch (RuntimeException | Error failure) {
        throw told(heart, failure);
      }
    }
  }

  /** When the server ended the activity and the work stopped for it, that is what it failed of. */
  private RuntimeException told(HeartbeatThread heart, Throwable failure) {
    return heart
        .ended()
        .filter(ended -> FailureTranslation.isStop(failure))
        .orElseGet(() -> FailureTranslation.translate(failure));
  }
}
