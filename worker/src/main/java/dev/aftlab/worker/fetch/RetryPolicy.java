package dev.aftlab.worker.fetch;

import java.time.Duration;

/**
 * How long a download goes on trying.
 *
 * @param attempts attempts in a row that bring nothing, at least 1; one that brings something
 *     starts the count again
 * @param pause between two attempts
 * @param stall the longest time without a byte; then the connection is given up and the next
 *     attempt begins
 */
public record RetryPolicy(int attempts, Duration pause, Duration stall) {

  /** For servers on the internet. */
  public static final RetryPolicy USUAL =
      new RetryPolicy(4, Duration.ofSeconds(2), Duration.ofSeconds(60));
}
