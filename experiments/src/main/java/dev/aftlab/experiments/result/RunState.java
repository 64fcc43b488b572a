package dev.aftlab.experiments.result;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of a run, as lists of runs show it. */
public enum RunState {
  RUNNING,
  PAUSED,
  /** Ended, and no arm failed. */
  DONE,
  /** Ended, and some arm failed, or the run as a whole. */
  FAILED,
  /** Cancelled or terminated on the server, or cancelled arm by arm until none was left. */
  STOPPED,
  /** Cancelled by a signal to the process that ran it. */
  INTERRUPTED,
  /** Neither its process nor the server has it any more. */
  LOST;

  /** The state of a word; empty when there is none of that name. */
  public static Optional<RunState> of(String word) {
    return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
  }

  /** Whether the run has ended. */
  public boolean ended() {
    return this != RUNNING && this != PAUSED;
  }

  /** The state as one word in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
