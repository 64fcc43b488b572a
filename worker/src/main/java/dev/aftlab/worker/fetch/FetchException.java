package dev.aftlab.worker.fetch;

/** Something could not be fetched; the message says what, and how to go on. */
public final class FetchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FetchException(String message) {
    super(message);
  }

  FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
