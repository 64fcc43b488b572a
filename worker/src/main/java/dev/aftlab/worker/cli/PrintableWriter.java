package dev.aftlab.worker.cli;

import dev.aftlab.experiments.text.PrintableText;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Escapes control characters in what commands print, so that names, reasons and data cannot control
 * the terminal. The product's own escape sequences go to {@link #raw}.
 */
public final class PrintableWriter extends PrintWriter {
  private final PrintWriter target;

  private PrintableWriter(PrintWriter target) {
    super(new Escaping(target), true);
    this.target = target;
  }

  /** Wraps a writer; returns the writer itself when it is wrapped already. */
  public static PrintableWriter of(PrintWriter writer) {
    return writer instanceof PrintableWriter printable ? printable : new PrintableWriter(writer);
  }

  /**
   * The wrapped writer, for the product's own escape sequences; any other writer is returned
   * unchanged.
   */
  public static PrintWriter raw(PrintWriter writer) {
    return writer instanceof PrintableWriter printable ? printable.target : writer;
  }

  @Override
  public boolean checkError() {
    return super.checkError() || target.checkError();
  }

  /** Joins the halves of a surrogate pair that are written one by one. */
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
