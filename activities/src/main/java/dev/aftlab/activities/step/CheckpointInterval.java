package dev.aftlab.activities.step;

import java.time.Duration;

/**
 * When a training makes a checkpoint: after an interval of time or steps, whichever comes first, on
 * request, and when it stops.
 *
 * @param every time between two; zero means after each step. Extended automatically where making
 *     one is expensive, see {@link #between}
 * @param steps steps between two; 0 means that only time counts
 */
public record CheckpointInterval(Duration every, int steps) {

  /** Often enough to lose little. */
  public static final CheckpointInterval USUAL = new CheckpointInterval(Duration.ofSeconds(5), 0);

  /**
   * Checkpoints take at most this share of the time of a training whose interval is given by time.
   */
  private static final double MOST_SHARE = 0.02;

  /** Checks the bounds. */
  public CheckpointInterval {
    if (every.isNegative() || steps < 0) {
      throw new IllegalArgumentException(
          "the time and the steps between checkpoints must not be negative, are "
              + every
              + " and "
              + steps);
    }
  }

  /** The time between two checkpoints, given the last one's duration. */
  Duration between(Duration cost) {
    Duration bound = Duration.ofNanos((long) (cost.toNanos() / MOST_SHARE));
    return every.isZero() || bound.compareTo(every) < 0 ? every : bound;
  }
}
