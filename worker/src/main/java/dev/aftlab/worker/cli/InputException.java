package dev.aftlab.worker.cli;

/**
 * Something that was handed to a command is wrong; the message names it and says how to mend it.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }
}
