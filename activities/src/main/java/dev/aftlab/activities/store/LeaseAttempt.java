package dev.aftlab.activities.store;

import java.time.Instant;

/** What came of trying to take a lease. */
public sealed interface LeaseAttempt {

  /** It is ours. */
  record Acquired(Lease lease) implements LeaseAttempt {}

  /** Another holder has it and renews it. */
  record Busy(LeaseOwner holder, Instant lastBeat) implements LeaseAttempt {}
}
