package dev.aftlab.activities.tracking;

/** The state of a run or an arm. */
public enum TrackedState {
  RUNNING,
  FINISHED,
  FAILED,
  /** Cancelled, terminated or interrupted: what is done is kept. */
  STOPPED
}
