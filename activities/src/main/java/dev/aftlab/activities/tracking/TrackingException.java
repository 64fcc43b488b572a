package dev.aftlab.activities.tracking;

/**
 * A tracker is unreachable or rejected an update. The message holds no secret; a later retry may
 * succeed.
 */
public final class TrackingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a cause. */
  public TrackingException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Without one. */
  public TrackingException(String message) {
    super(message);
  }
}
