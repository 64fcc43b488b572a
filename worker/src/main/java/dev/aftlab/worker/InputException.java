package dev.aftlab.worker;

/** Something that was handed to a command is wrong; the message names it and says how to mend it. */
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }
}
