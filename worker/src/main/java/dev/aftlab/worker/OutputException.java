package dev.aftlab.worker;

import java.io.IOException;

/** What a command has to say cannot be written; the message names where to and why. */
final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputException(String name, IOException cause) {
    super(name + " cannot be written: " + cause.getMessage(), cause);
  }
}
