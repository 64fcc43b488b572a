package dev.aftlab.worker.cli;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * The byte streams of data lines.
 *
 * @param in standard input
 * @param out standard output, without a buffer: nothing else may write to it meanwhile
 * @param watched whether standard error is a terminal, so that progress is shown there
 */
public record StandardStreams(InputStream in, OutputStream out, boolean watched) {

  /** Streams without input that discard the output. */
  static StandardStreams none() {
    return new StandardStreams(
        InputStream.nullInputStream(), OutputStream.nullOutputStream(), false);
  }
}
