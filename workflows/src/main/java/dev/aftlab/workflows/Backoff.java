package dev.aftlab.workflows;

import java.time.Duration;

/** The pauses between repeated checks. They grow, so that a wait of weeks fills no history. */
public final class Backoff {

  private static final int LONGEST = 12;

  private final Duration longest;
  private Duration next;

  /** With this first pause, each following one twice as long, at most twelve times the first. */
  public Backoff(Duration first) {
    this(first, first.multipliedBy(LONGEST));
  }

  /** With this first pause, each following one twice as long, up to the longest. */
  public Backoff(Duration first, Duration longest) {
    this.next = first;
    this.longest = longest;
  }

  /** The next pause. */
  public Duration next() {
    Duration pause = next;
    next = next.multipliedBy(2).compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
    return pause;
  }
}
