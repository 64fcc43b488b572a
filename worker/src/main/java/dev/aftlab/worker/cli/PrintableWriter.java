package dev.aftlab.worker.cli;

import dev.aftlab.experiments.text.PrintableText;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * What commands print goes through here: names, reasons and data of others may hold escapes that
 * would steer the terminal, and are made visible, whichever command prints them. Our own escapes go
 * to {@link #raw}.
 */
public final class PrintableWriter extends PrintWriter {
  private final PrintWriter target;

  private PrintableWriter(PrintWriter target) {
    super(new Escaping(target), true);
    this.target = target;
  }

  /** One in front of a writer; the writer itself when it is one. */
  public static PrintableWriter of(PrintWriter writer) {
    return writer instanceof PrintableWriter printable ? printable : new PrintableWriter(writer);
  }

  /** The writer behind one, for escapes of our own; another writer as it is. */
  public static PrintWriter raw(PrintWriter writer) {
    return writer instanceof PrintableWriter printable ? printable.target : writer;
  }

  @Override
  public boolean checkError() {
    return super.checkError() || target.checkError();
  }

  /** Halves of a character that come one by one wait for each other. */
  private static final class Escaping extends Writer {
    private final PrintWriter target;
    private String half = "";

    Escaping(PrintWriter target) {
      this.target = target;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
      String text = half + new String(characters, offset, length);
      boolean cut = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
      half = cut ? text.substring(text.length() - 1) : "";
      target.write(PrintableText.text(cut ? text.substring(0, text.length() - 1) : text));
    }

    @Override
    public void flush() {
      target.flush();
    }

    @Override
    public void close() {
      target.write(PrintableText.text(half));
      target.close();
    }
  }
}
