package dev.aftlab.worker.cli;

import java.io.IOException;

/** A command's output cannot be written; the message names the destination and the cause. */
public final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutputException(String name, IOException cause) {
    super(name + " cannot be written: " + cause.getMessage(), cause);
  }
}
