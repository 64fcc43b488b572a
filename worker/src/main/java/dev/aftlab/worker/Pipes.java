package dev.aftlab.worker;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * The streams through which lines of data go, as bytes.
 *
 * @param in standard input
 * @param out standard output, without a buffer: nothing else may be written to it meanwhile
 * @param watched whether standard error is a terminal, so that progress is welcome there
 */
public record Pipes(InputStream in, OutputStream out, boolean watched) {

  /** Nothing comes in, and what goes out is lost. */
  static Pipes none() {
    return new Pipes(InputStream.nullInputStream(), OutputStream.nullOutputStream(), false);
  }
}
