package dev.aftlab.workflows;

import java.time.Duration;

/**
 * The pauses between precautionary checks. They grow, so that a step of weeks fills no history with
 * them.
 */
public final class Backoff {

  private static final int LONGEST = 12;

  private final Duration longest;
  private Duration next;

  /** With this first pause, each following one twice as long, at most twelve times the first. */
  public Backoff(Duration first) {
    next = first;
    longest = first.multipliedBy(LONGEST);
  }

  /** The next pause. */
  public Duration next() {
    Duration pause = next;
    next = next.multipliedBy(2).compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
    return pause;
  }
}
