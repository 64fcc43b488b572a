package dev.aftlab.activities.step;

/** The work was asked to stop and did; what is done is in a checkpoint or in committed shards. */
public final class StoppedWorkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which step stopped where. */
  public StoppedWorkException(String message) {
    super(message);
  }
}
