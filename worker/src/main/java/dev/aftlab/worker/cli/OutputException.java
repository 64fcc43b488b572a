package dev.aftlab.worker.cli;

import java.io.IOException;

/** What a command has to say cannot be written; the message names where to and why. */
public final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutputException(String name, IOException cause) {
    super(name + " cannot be written: " + cause.getMessage(), cause);
  }
}
