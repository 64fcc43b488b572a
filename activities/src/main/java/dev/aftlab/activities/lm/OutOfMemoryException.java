package dev.aftlab.activities.lm;

/** The engine could not allocate memory on its device. */
public final class OutOfMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the engine's own message and failure. */
  public OutOfMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
