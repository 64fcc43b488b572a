package dev.aftlab.workflows.client;

/** A run rejected a request; the message is its reason. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
