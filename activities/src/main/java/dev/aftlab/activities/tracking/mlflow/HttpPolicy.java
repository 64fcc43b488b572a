package dev.aftlab.activities.tracking.mlflow;

import java.time.Duration;

/**
 * Timeouts and retries of requests to a server.
 *
 * @param connect until a connection is there
 * @param request until a request is answered, to the last byte
 * @param transfer the same for a file
 * @param attempts how often a request is sent at most, at least 1
 * @param firstPause between the first and the second time; it doubles from then on
 * @param longestPause the longest pause, whatever the server requests
 */
public record HttpPolicy(
    Duration connect,
    Duration request,
    Duration transfer,
    int attempts,
    Duration firstPause,
    Duration longestPause) {

  /**
   * Waits for a busy server, and ends within a minute when it is unreachable: the caller retries
   * anyway.
   */
  public static final HttpPolicy DEFAULT =
      new HttpPolicy(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMinutes(2),
          3,
          Duration.ofMillis(500),
          Duration.ofSeconds(10));

  /** Checks the bounds. */
  public HttpPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, is " + attempts);
    }
  }

  /** The pause after an attempt, counted from 1. */
  Duration pause(int attempt) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(attempt - 1, 20));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
