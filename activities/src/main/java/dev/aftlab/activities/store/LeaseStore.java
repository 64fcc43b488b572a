package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.StepOwner;
import java.util.Optional;

/**
 * Keeps the exclusive leases of steps and of their units of work. Safe for use by many threads and
 * many processes at once.
 */
public interface LeaseStore {

  /**
   * Tries to take a lease. The same owner takes it over at once; others when its holder's process
   * has ended or its heartbeat timed out.
   */
  LeaseAttempt acquire(LeaseKey key, LeaseHolder holder);

  /** The lease of a key, when this owner holds its newest epoch and has not released it. */
  Optional<Lease> held(LeaseKey key, StepOwner owner);
}
