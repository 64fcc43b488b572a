package dev.aftlab.worker.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An input stream that marks waiting reads as idle, so that Ctrl-C ends the process at once. */
public final class InterruptibleInput extends FilterInputStream {
  private final Interruption interruption;

  public InterruptibleInput(InputStream in, Interruption interruption) {
    super(in);
    this.interruption = interruption;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    interruption.idle(true);
    try {
      return super.read(bytes, offset, length);
    } finally {
      interruption.idle(false);
    }
  }
}
