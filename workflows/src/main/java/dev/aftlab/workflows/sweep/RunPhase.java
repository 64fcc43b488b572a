package dev.aftlab.workflows.sweep;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of a run in a server's list of runs. */
public enum RunPhase {
  RUNNING,
  PAUSED,
  /** Ended, with no arm that failed. */
  DONE,
  /** Ended, and some arm failed. */
  FAILED,
  /** Cancelled as a whole, or arm by arm until none was left. */
  STOPPED;

  /** The phase of a word; empty when there is none of that name. */
  public static Optional<RunPhase> of(String word) {
    return Arrays.stream(values()).filter(phase -> phase.word().equals(word)).findFirst();
  }

  /** Whether nothing more happens in it. */
  public boolean ended() {
    return this != RUNNING && this != PAUSED;
  }

  /** The value of {@link RunSearchAttributes#STATE}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
