package dev.aftlab.worker;

/** A service that a command needs is not there; the message says which, where it was looked for, and how to start it. */
final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
