package dev.aftlab.worker.jsonlines;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.cli.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The output of JSON lines: a file or standard output. Writes whole lines only. */
final class JsonLinesOutput implements Consumer<String>, AutoCloseable {
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private final String name;
  private final Optional<Path> file;
  private Optional<OutputStream> stream;

  private JsonLinesOutput(String name, Optional<Path> file, Optional<OutputStream> stream) {
    this.name = name;
    this.file = file;
    this.stream = stream;
  }

  /** The reader of standard output has closed the pipe. */
  static final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReaderGoneException(IOException cause) {
      super("the reader of the output closed the pipe", cause);
    }
  }

  /** Opens the file at the first write, so that an existing file is kept until then. */
  static JsonLinesOutput to(Optional<Path> file, CommandContext session) {
    if (file.isEmpty()) {
      session.out().flush();
      return new JsonLinesOutput("standard output", file, Optional.of(session.pipes().out()));
    }
    requireWritable(file.get().toAbsolutePath());
    return new JsonLinesOutput(file.get().toString(), file, Optional.empty());
  }

  private static void requireWritable(Path file) {
    Path folder = Objects.requireNonNullElse(file.getParent(), file);
    if (Files.isDirectory(file)) {
      throw new InputException("--output " + file + " is a folder; name a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new InputException("--output " + file + ": there is no folder " + folder);
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new InputException("--output " + file + " cannot be written: no permission");
    }
  }

  @Override
  public void accept(String lines) {
    try {
      OutputStream out = opened();
      out.write(lines.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException failure) {
      if (file.isEmpty() && isPipe()) {
        throw new ReaderGoneException(failure);
      }
      throw new OutputException(name, failure);
    }
  }

  /** Finishes the output; creates the file even when there was no line. */
  void finish() {
    try {
      opened();
    } catch (IOException failure) {
      throw new OutputException(name, failure);
    }
  }

  private OutputStream opened() throws IOException {
    if (stream.isEmpty()) {
      stream = Optional.of(Files.newOutputStream(file.orElseThrow()));
    }
    return stream.get();
  }

  /**
   * Decides by the type of the descriptor, since the message of a broken pipe depends on the
   * locale.
   */
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
      if (file.isPresent() && stream.isPresent()) {
        stream.get().close();
      }
    } catch (IOException failure) {
      throw new OutputException(name, failure);
    }
  }
}
