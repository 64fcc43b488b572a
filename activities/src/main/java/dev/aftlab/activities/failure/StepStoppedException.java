package dev.aftlab.activities.failure;

/** The work stopped on request; what is done is in a checkpoint or in committed shards. */
public final class StepStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which step stopped where. */
  public StepStoppedException(String message) {
    super(message);
  }
}
