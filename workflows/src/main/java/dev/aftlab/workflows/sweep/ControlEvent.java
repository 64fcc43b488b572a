package dev.aftlab.workflows.sweep;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A control command that was applied to a running run.
 *
 * @param atMillis when, by the server's clock
 * @param what paused, resumed, stopped ARM, retries N, checkpoint
 * @param by who
 * @param reason why; may be empty
 */
public record ControlEvent(long atMillis, String what, String by, String reason) {

  /** One human-readable line: {@code 2026-11-25T18:00:00Z paused by ada: disk is being moved}. */
  public String line() {
    String when = Instant.ofEpochMilli(atMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    return when + " " + what + " by " + by + (reason.isEmpty() ? "" : ": " + reason);
  }
}
