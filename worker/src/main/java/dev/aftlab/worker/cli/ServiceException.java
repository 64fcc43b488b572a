package dev.aftlab.worker.cli;

/**
 * A service that a command needs is unreachable; the message names it, its address and how to start
 * it.
 */
public final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
