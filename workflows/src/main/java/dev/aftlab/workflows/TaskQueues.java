package dev.aftlab.workflows;

/** The two task queues. */
public final class TaskQueues {

  /** Workflows and activities that need no device. */
  public static final String CONTROL = "control";

  /** Activities that need a device: train, sample, score, evaluate. One slot per device. */
  public static final String GPU = "gpu";

  private TaskQueues() {}
}
