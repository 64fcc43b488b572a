package dev.aftlab.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Where lines go: a file, or standard output. Whole lines are written in one piece. */
final class LineOutput implements Consumer<String>, AutoCloseable {
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private final String name;
  private final OutputStream stream;
  private final boolean isFile;

  private LineOutput(String name, OutputStream stream, boolean isFile) {
    this.name = name;
    this.stream = stream;
    this.isFile = isFile;
  }

  /** Nobody reads what is written any more. */
  static final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReaderGoneException(IOException cause) {
      super("nobody reads the output any more", cause);
    }
  }

  /** A file is emptied. */
  static LineOutput open(Optional<Path> file, Session session) {
    if (file.isEmpty()) {
      session.out().flush();
      return new LineOutput("standard output", session.pipes().out(), false);
    }
    try {
      return new LineOutput(file.get().toString(), Files.newOutputStream(file.get()), true);
    } catch (IOException failure) {
      throw new InputException(file.get() + " cannot be written: " + failure.getClass().getSimpleName() + " " + failure.getMessage());
    }
  }

  @Override
  public void accept(String lines) {
    try {
      stream.write(lines.getBytes(StandardCharsets.UTF_8));
      stream.flush();
    } catch (IOException failure) {
      if (!isFile && isPipe()) {
        throw new ReaderGoneException(failure);
      }
      throw new OutputException(name, failure);
    }
  }

  /** The message of a broken pipe depends on the locale, the kind of the descriptor does not. */
  private static boolean isPipe() {
    try {
      String target = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException unknown) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      if (isFile) {
        stream.close();
      }
    } catch (IOException failure) {
      throw new OutputException(name, failure);
    }
  }
}
