package dev.aftlab.workflows.activity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;

/**
 * Waiting times and sizes that tests make small.
 *
 * @param heartbeatMillis heartbeat timeout in milliseconds; an activity without a heartbeat for
 *     this long is retried elsewhere; at least 100
 * @param checkMillis how often waiters and steps check, in milliseconds, that the other side still
 *     exists; at least 100
 * @param historyEvents a workflow continues as new before its history has this many events; at
 *     least 20
 * @param attempts maximum consecutive attempts with transient failures and without progress; 0
 *     means the usual number
 */
public record RunTimings(long heartbeatMillis, long checkMillis, int historyEvents, int attempts) {

  private static final int USUAL_ATTEMPTS = 50;
  private static final int MOST_ATTEMPTS = 100_000;

  /**
   * Heartbeat 30 s, check 10 min, 50 attempts, 3,500 events: well below the 4,096 at which the
   * server begins to complain.
   */
  public static final RunTimings DEFAULT = new RunTimings(30_000, 600_000, 3_500, USUAL_ATTEMPTS);

  /** Checks the bounds. */
  public RunTimings {
    atLeast("heartbeatMillis", heartbeatMillis, 100);
    atLeast("checkMillis", checkMillis, 100);
    atLeast("historyEvents", historyEvents, 20);
    atLeast("attempts", attempts, 0);
    attempts = attempts == 0 ? USUAL_ATTEMPTS : Math.min(attempts, MOST_ATTEMPTS);
  }

  /** With the usual number of attempts. */
  public RunTimings(long heartbeatMillis, long checkMillis, int historyEvents) {
    this(heartbeatMillis, checkMillis, historyEvents, USUAL_ATTEMPTS);
  }

  /** The same with at least this many attempts. */
  public RunTimings withAttempts(int more) {
    return new RunTimings(heartbeatMillis, checkMillis, historyEvents, Math.max(attempts, more));
  }

  /** The same with another heartbeat timeout. */
  public RunTimings withHeartbeat(Duration heartbeat) {
    return new RunTimings(heartbeat.toMillis(), checkMillis, historyEvents, attempts);
  }

  /** Heartbeat timeout of long activities. */
  @JsonIgnore
  public Duration heartbeat() {
    return Duration.ofMillis(heartbeatMillis);
  }

  /** Interval of looking whether the other side is there. */
  @JsonIgnore
  public Duration check() {
    return Duration.ofMillis(checkMillis);
  }

  private static void atLeast(String field, long value, long bound) {
    if (value < bound) {
      throw new IllegalArgumentException(
          "pace." + field + " must be at least " + bound + ", is " + value);
    }
  }
}
