package dev.aftlab.worker.fetch;

import java.time.Duration;

/**
 * The retry policy of downloads.
 *
 * @param attempts maximum of consecutive attempts without a byte, at least 1; one with progress
 *     resets the count
 * @param pause the time between two attempts
 * @param stall the longest time without a byte before the connection is closed and retried
 */
public record RetryPolicy(int attempts, Duration pause, Duration stall) {

  /** For servers on the internet. */
  public static final RetryPolicy USUAL =
      new RetryPolicy(4, Duration.ofSeconds(2), Duration.ofSeconds(60));
}
