package dev.aftlab.activities.store;

import java.time.Instant;

/** The result of trying to take a lease. */
public sealed interface LeaseAttempt {

  /** The lease was taken. */
  record Acquired(Lease lease) implements LeaseAttempt {}

  /** Another holder has it, and its heartbeat has not timed out. */
  record Busy(LeaseHolder holder, Instant lastBeat) implements LeaseAttempt {}
}
