package dev.aftlab.activities.tracking;

/**
 * A tracker's place was away, or did not take what it was told. The message holds no secret;
 * telling again later may help.
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
