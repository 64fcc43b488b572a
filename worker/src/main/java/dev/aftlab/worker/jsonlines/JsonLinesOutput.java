package dev.aftlab.worker.jsonlines;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.cli.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Where lines go: a file, or standard output. Whole lines are written in one piece. */
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

  /** Nobody reads what is written any more. */
  static final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReaderGoneException(IOException cause) {
      super("nobody reads the output any more", cause);
    }
  }

  /** A file that is there stays as it is until there is something to write in its place. */
  static JsonLinesOutput to(Optional<Path> file, CommandContext session) {
    if (file.isEmpty()) {
      session.out().flush();
      return new JsonLinesOutput("standard output", file, Optional.of(session.pipes().out()));
    }
    requireWritable(file.get().toAbsolutePath());
    return new JsonLinesOutput(file.get().toString(), file, Optional.empty());
  }

  private static void requireWritable(Path file) {
    Path folder = file.getParent();
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

  /** Everything is written: a file is there now, even if there was no line. */
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
      if (file.isPresent() && stream.isPresent()) {
        stream.get().close();
      }
    } catch (IOException failure) {
      throw new OutputException(name, failure);
    }
  }
}
