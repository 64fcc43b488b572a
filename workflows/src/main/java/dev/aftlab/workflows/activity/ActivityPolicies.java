package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every timeout, heartbeat and retry rule of the product, each with its reason. */
public final class ActivityPolicies {

  /**
   * A plan is read from a file or an object, a question goes to the server: seconds when all is
   * well.
   */
  private static final Duration ASK_ATTEMPT = Duration.ofSeconds(30);

  /**
   * A local activity without this is never tried again. Long enough to outlive a server's restart.
   */
  private static final Duration ASK_ALL = Duration.ofMinutes(30);

  /**
   * Taking a lease and checking the store is quick: its timeout is the heartbeat timeout, so that a
   * lost worker is noticed as soon, within these bounds.
   */
  private static final Duration SHORTEST_LIGHT_ATTEMPT = Duration.ofSeconds(5);

  private static final Duration LONGEST_LIGHT_ATTEMPT = Duration.ofSeconds(30);

  /** A lease that cannot be released expires, so a step does not wait for that at its end. */
  private static final Duration PARTING_ALL = Duration.ofMinutes(2);

  /**
   * Checking waiters is a precaution: a step must not be kept from noticing that its work is done.
   */
  private static final Duration CHECK_ALL = Duration.ofMinutes(1);

  /** No honest bound exists for a training: a missing heartbeat ends an attempt, not its length. */
  private static final Duration WORK_ATTEMPT = Duration.ofDays(30);

  /**
   * Attempts that the server makes; then the step's workflow checks whether any of them made
   * progress.
   */
  public static final int ATTEMPTS_AT_ONCE = 10;

  /** What the server takes for any number of attempts. */
  private static final int WITHOUT_END = 0;

  /** Of these no second attempt makes anything else: they are defects, whatever threw them. */
  private static final List<Class<? extends Throwable>> DEFECTS =
      List.of(
          NullPointerException.class,
          IllegalArgumentException.class,
          IllegalStateException.class,
          IndexOutOfBoundsException.class,
          ArrayIndexOutOfBoundsException.class,
          ArithmeticException.class,
          ClassCastException.class,
          UnsupportedOperationException.class,
          OutOfMemoryError.class,
          NoClassDefFoundError.class,
          UnsatisfiedLinkError.class,
          AssertionError.class);

  private static final String[] NOT_RETRIED =
      Stream.concat(FailurePolicy.notRetried().stream(), DEFECTS.stream().map(Class::getName))
          .toArray(String[]::new);

  private ActivityPolicies() {}

  /** Asking and reading plans: local activities, tried again soon, since an arm waits. */
  public static LocalActivityOptions asking() {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(ASK_ATTEMPT)
        .setScheduleToCloseTimeout(ASK_ALL)
        .setRetryOptions(retry(Duration.ofMillis(200), Duration.ofSeconds(10)))
        .build();
  }

  /** Checking that waiters still exist: given up soon, the next check comes anyway. */
  public static LocalActivityOptions checking() {
    return LocalActivityOptions.newBuilder(asking()).setScheduleToCloseTimeout(CHECK_ALL).build();
  }

  /**
   * Taking a lease without a separate task: tried once, since any obstacle is left to {@link
   * #light}, which can wait and be cancelled.
   *
   * @param heartbeat the heartbeat timeout of the run's work
   */
  public static LocalActivityOptions once(Duration heartbeat) {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(lightAttempt(heartbeat))
        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
        .build();
  }

  /**
   * Taking a lease: on the workflow's own queue, since no device is needed. A cancellation waits
   * for the answer, to know whether a lease is held.
   *
   * @param heartbeat the heartbeat timeout of the run's work
   */
  public static ActivityOptions light(Duration heartbeat) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(lightAttempt(heartbeat))
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setRetryOptions(retry(Duration.ofMillis(500), Duration.ofSeconds(30)))
        .build();
  }

  /**
   * Giving a lease back at the end: tried for a while only.
   *
   * @param heartbeat the heartbeat timeout of the run's work
   */
  public static ActivityOptions parting(Duration heartbeat) {
    return ActivityOptions.newBuilder(light(heartbeat))
        .setScheduleToCloseTimeout(PARTING_ALL)
        .build();
  }

  /**
   * The work itself. Heartbeats distinguish a lost worker from a long training. Cancelling waits
   * until the activity has stopped, so that nothing runs on behind a workflow that has ended.
   *
   * @param taskQueue where it runs
   * @param heartbeat heartbeat timeout
   * @param attempts attempts that the server makes, at most {@link #ATTEMPTS_AT_ONCE}
   */
  public static ActivityOptions work(String taskQueue, Duration heartbeat, int attempts) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(taskQueue)
        .setStartToCloseTimeout(WORK_ATTEMPT)
        .setHeartbeatTimeout(heartbeat)
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setRetryOptions(
            retry(Duration.ofSeconds(1), Duration.ofMinutes(1)).toBuilder()
                .setMaximumAttempts(attempts)
                .build())
        .build();
  }

  /**
   * Showing a run in trackers: retried without limit, since nothing waits for it.
   *
   * @param taskQueue where it runs
   * @param heartbeat heartbeat timeout
   */
  public static ActivityOptions mirroring(String taskQueue, Duration heartbeat) {
    return work(taskQueue, heartbeat, WITHOUT_END);
  }

  /**
   * Choosing a run's next page: the results of many arms may be read, so that heartbeats bound an
   * attempt, not its length.
   *
   * @param taskQueue where it runs
   * @param heartbeat the heartbeat timeout of the run's work
   */
  public static ActivityOptions searching(String taskQueue, Duration heartbeat) {
    return work(taskQueue, heartbeat, WITHOUT_END);
  }

  /**
   * A transient failure may last, so the number of attempts is not limited here; the pauses grow,
   * so that a server coming back is not overrun.
   */
  private static RetryOptions retry(Duration first, Duration longest) {
    return RetryOptions.newBuilder()
        .setInitialInterval(first)
        .setBackoffCoefficient(2)
        .setMaximumInterval(longest)
        .setDoNotRetry(NOT_RETRIED)
        .build();
  }

  private static Duration lightAttempt(Duration heartbeat) {
    if (heartbeat.compareTo(SHORTEST_LIGHT_ATTEMPT) < 0) {
      return SHORTEST_LIGHT_ATTEMPT;
    }
    return heartbeat.compareTo(LONGEST_LIGHT_ATTEMPT) > 0 ? LONGEST_LIGHT_ATTEMPT : heartbeat;
  }
}
