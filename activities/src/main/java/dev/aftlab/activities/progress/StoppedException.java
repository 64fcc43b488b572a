package dev.aftlab.activities.progress;

/**
 * Work ended because its {@link ProgressListener} requested a stop. What is done is in a checkpoint
 * or in committed shards, or is made again with the same result.
 */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what stopped, and where. */
  public StoppedException(String message) {
    super(message);
  }
}
