package dev.aftlab.workflows.sweep;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A control command that was applied to a running run.
 *
 * @param atMillis when, by the server's clock
 * @param command the command
 * @param by who
 * @param reason why; may be empty
 */
public record ControlEvent(long atMillis, ControlCommand command, String by, String reason) {

  /** One human-readable line: {@code 2026-11-25T18:00:00Z paused by ada: disk is being moved}. */
  public String line() {
    String when = Instant.ofEpochMilli(atMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    return when + " " + command.text() + " by " + by + (reason.isEmpty() ? "" : ": " + reason);
  }

  /** Whether it paused the run. */
  public boolean pauses() {
    return command instanceof ControlCommand.Pause;
  }

  /** Whether it stopped the arm with this number and title. */
  boolean stops(int index, String title) {
    return command instanceof ControlCommand.Stop stop && stop.names(index, title);
  }
}
