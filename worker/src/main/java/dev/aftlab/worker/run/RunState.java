package dev.aftlab.worker.run;

import dev.aftlab.workflows.sweep.RunPhase;

/** The state of a run, by this folder's record and the server. */
public enum RunState {
  RUNNING,
  PAUSED,
  DONE,
  FAILED,
  /** Cancelled on the server. */
  STOPPED,
  /** Ctrl-C ended it. */
  INTERRUPTED,
  /** Neither its process nor the server has it any longer. */
  LOST;

  static RunState of(RunPhase phase) {
    return switch (phase) {
      case RUNNING -> RUNNING;
      case PAUSED -> PAUSED;
      case DONE -> DONE;
      case FAILED -> FAILED;
      case STOPPED -> STOPPED;
    };
  }

  static RunState of(RunRecord.State state) {
    return switch (state) {
      case RUNNING -> RUNNING;
      case DONE -> DONE;
      case FAILED -> FAILED;
      case INTERRUPTED -> INTERRUPTED;
      case LOST -> LOST;
    };
  }
}
