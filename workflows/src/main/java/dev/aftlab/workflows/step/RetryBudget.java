package dev.aftlab.workflows.step;

import dev.aftlab.workflows.activity.ActivityPolicies;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.Failures;
import io.temporal.failure.ActivityFailure;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Retries transient failures until a number of consecutive attempts made no progress. The server
 * makes some attempts; when they are used up, this checks the progress of the committed work. So a
 * machine that vanishes every hour does not end a long training, while work that kills each of its
 * workers ends soon.
 */
final class RetryBudget {

  private int allowed;

  RetryBudget(int allowed) {
    this.allowed = allowed;
  }

  /** From now on at least this many. */
  void raise(int attempts) {
    allowed = Math.max(allowed, attempts);
  }

  /**
   * Does a piece of work.
   *
   * @param work the activity, given how many attempts the server may make
   * @param reached how far committed work has come, in any unit that grows
   */
  <T> T spend(IntFunction<T> work, LongSupplier reached) {
    int spent = 0;
    long before = 0;
    while (true) {
      int atOnce = Math.min(ActivityPolicies.ATTEMPTS_AT_ONCE, allowed);
      try {
        return work.apply(atOnce);
      } catch (ActivityFailure failure) {
        if (!Failures.outOfAttempts(failure)) {
          throw failure;
        }
        long now = reached.getAsLong();
        spent = now > before ? 0 : spent + atOnce;
        if (spent >= allowed) {
          throw new Failure.RetriesExhausted(
                  spent
                      + " attempts in a row got no further; the last one: "
                      + Failures.of(failure).message())
              .thrown(failure);
        }
        before = now;
      }
    }
  }
}
