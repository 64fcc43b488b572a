package dev.aftlab.activities;

import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.store.LeaseAttempt;
import dev.aftlab.activities.store.LeaseHolder;
import dev.aftlab.activities.store.LeaseKey;
import dev.aftlab.activities.store.LeaseStore;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.StepRef;
import java.util.Optional;

/**
 * The leases of steps and of their units of work. The step's own lease belongs to its workflow over
 * all of its activities; each attempt takes a unit's lease again, and its epoch fences off earlier
 * attempts.
 */
public final class StepLeases {
  private final LeaseStore store;

  public StepLeases(LeaseStore store) {
    this.store = store;
  }

  /** A unit's lease together with the step's, given back when closed. */
  record Held(Lease lease, Lease step) implements AutoCloseable {
    void renew() {
      lease.renew();
      step.renew();
    }

    @Override
    public void close() {
      lease.release();
    }
  }

  /** Takes the step's lease for its workflow. */
  LeaseAttempt takeStep(StepRef ref) {
    return store.acquire(LeaseKey.step(ref.fingerprint()), LeaseHolder.here(ref.owner()));
  }

  /** The step's lease, when its workflow holds it. */
  Optional<Lease> heldStep(StepRef ref) {
    return store.held(LeaseKey.step(ref.fingerprint()), ref.owner());
  }

  /**
   * Takes the lease of a unit for one attempt; an earlier attempt of the same workflow loses it.
   */
  Held take(StepRef ref, LeaseKey unit) {
    Lease step = heldStep(ref).orElseThrow(() -> lost(ref, "was released"));
    return switch (store.acquire(unit, LeaseHolder.here(ref.owner()))) {
      case LeaseAttempt.Acquired acquired -> new Held(acquired.lease(), step);
      case LeaseAttempt.Busy busy -> throw lost(ref, "is held by " + busy.holder().describe());
    };
  }

  private static RuntimeException lost(StepRef ref, String state) {
    return new Failure.LeaseLost("the lease of step " + ref.fingerprint().brief() + " " + state)
        .thrown();
  }
}
