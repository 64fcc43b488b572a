package dev.aftlab.worker.cli;

/**
 * An argument, option or input of a command is invalid; the message names it and says how to fix
 * it.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }
}
