package dev.aftlab.workflows;

/** The task queues. */
public final class TaskQueues {

  /** Workflows and activities that need no device. */
  public static final String CONTROL = "control";

  /** Activities that need a device: train, sample, score, evaluate. One slot per device. */
  public static final String GPU = "gpu";

  /**
   * Activities that show runs in trackers: as long as their runs, so that they must not take places
   * that steps wait for. Served by control workers.
   */
  public static final String TRACK = "track";

  private TaskQueues() {}
}
