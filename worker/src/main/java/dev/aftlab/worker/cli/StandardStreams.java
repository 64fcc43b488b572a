package dev.aftlab.worker.cli;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * The streams through which lines of data go, as bytes.
 *
 * @param in standard input
 * @param out standard output, without a buffer: nothing else may be written to it meanwhile
 * @param watched whether standard error is a terminal, so that progress is welcome there
 */
public record StandardStreams(InputStream in, OutputStream out, boolean watched) {

  /** Nothing comes in, and what goes out is lost. */
  static StandardStreams none() {
    return new StandardStreams(
        InputStream.nullInputStream(), OutputStream.nullOutputStream(), false);
  }
}
