package dev.aftlab.workflows.sweep;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Something that somebody did to a run while it went on.
 *
 * @param atMillis when, by the server's clock
 * @param what paused, resumed, stopped ARM, retries N, checkpoint
 * @param by who
 * @param reason why; may be empty
 */
public record ControlEvent(long atMillis, String what, String by, String reason) {

  /** One line for people: {@code 2026-11-25T18:00:00Z paused by ada: disk is being moved}. */
  public String line() {
    String when = Instant.ofEpochMilli(atMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    return when + " " + what + " by " + by + (reason.isEmpty() ? "" : ": " + reason);
  }
}
