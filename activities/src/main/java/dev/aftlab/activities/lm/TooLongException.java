package dev.aftlab.activities.lm;

/**
 * A prompt and its completion do not fit into the model's positions. A matter of data and settings:
 * the message says which to change.
 */
public final class TooLongException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Says what is how long, and how long it may be. */
  public TooLongException(String message) {
    super(message);
  }
}
