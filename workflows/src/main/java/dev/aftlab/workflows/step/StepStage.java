package dev.aftlab.workflows.step;

import java.util.Locale;

/** What the workflow of a running step is doing. */
public enum StepStage {
  PREPARING,
  /** Another process holds the lease. */
  WAITING,
  WORKING,
  /** The store has no space. */
  PAUSED,
  FINISHING;

  /** The stage as one word in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
