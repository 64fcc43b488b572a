package dev.aftlab.activities.tracking;

/** How a run or an arm stands. */
public enum TrackedState {
  RUNNING,
  FINISHED,
  FAILED,
  /** Cancelled, terminated or interrupted: what is done is kept. */
  STOPPED
}
