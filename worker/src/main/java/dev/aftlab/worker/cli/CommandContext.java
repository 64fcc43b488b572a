package dev.aftlab.worker.cli;

import dev.aftlab.activities.dataset.reader.DataPaths;
import dev.aftlab.activities.model.AllowedPaths;
import dev.aftlab.worker.fetch.Publications;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What surrounds one command: streams, environment, folder, and how it is interrupted. Tests make
 * one of their own.
 *
 * @param out results
 * @param err messages about what went wrong
 * @param environment the environment variables that are looked at: {@code AFT_HOME}, {@code
 *     AFT_STORE}, {@code AFT_ROOTS}, {@code TEMPORAL_*}, {@code MLFLOW_*}, {@code NO_COLOR}, {@code
 *     TERM}
 * @param folder relative paths are relative to it
 * @param terminal whether {@code out} is a terminal that can be redrawn
 * @param interruption Ctrl-C
 * @param pipes what lines of data come from and go to
 */
public record CommandContext(
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Path folder,
    boolean terminal,
    Interruption interruption,
    StandardStreams pipes) {

  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  /** Copies the environment; what is printed is made printable. */
  public CommandContext {
    out = PrintableWriter.of(out);
    err = PrintableWriter.of(err);
    environment = Map.copyOf(environment);
  }

  /** One without pipes. */
  public CommandContext(
      PrintWriter out,
      PrintWriter err,
      Map<String, String> environment,
      Path folder,
      boolean terminal,
      Interruption interruption) {
    this(out, err, environment, folder, terminal, interruption, StandardStreams.none());
  }

  /** The session of this process: UTF-8 whatever the locale says, and a hook for Ctrl-C. */
  public static CommandContext ofProcess() {
    Map<String, String> environment = System.getenv();
    return new CommandContext(
        writer(new FileOutputStream(FileDescriptor.out)),
        writer(new FileOutputStream(FileDescriptor.err)),
        environment,
        Path.of("").toAbsolutePath(),
        isTerminal(environment, STANDARD_OUTPUT),
        Interruption.ofProcess(),
        new StandardStreams(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            isTerminal(environment, STANDARD_ERROR)));
  }

  /** A session that is not a terminal and that nobody interrupts. */
  public static CommandContext of(
      PrintWriter out, PrintWriter err, Map<String, String> environment, Path folder) {
    return new CommandContext(out, err, environment, folder, false, new Interruption());
  }

  /** The same with other pipes. */
  public CommandContext with(StandardStreams others) {
    return new CommandContext(out, err, environment, folder, terminal, interruption, others);
  }

  /** Where state lives: {@code AFT_HOME}, or {@code .aft} in the folder. */
  public Path home() {
    return place("AFT_HOME").orElseGet(() -> folder.resolve(".aft").normalize());
  }

  /**
   * Where artifacts live: {@code AFT_STORE}, which machines may share, or {@code store} in {@link
   * #home}.
   */
  public Path store() {
    return place("AFT_STORE").orElseGet(() -> home().resolve("store"));
  }

  /** The folder that a variable names; empty when it names none. */
  private Optional<Path> place(String variable) {
    return Optional.of(environment.getOrDefault(variable, ""))
        .filter(text -> !text.isBlank())
        .map(text -> HomeFolder.of(environment).path(variable, text, folder));
  }

  /** Where files are that names stand for. */
  public DataPaths places() {
    return new DataPaths(folder, Optional.of(home()), Publications.names());
  }

  /** Whether its store is there already. */
  public boolean hasStore() {
    return Files.isDirectory(store());
  }

  /**
   * Where the inputs of experiments may be: the folder, the state, what {@code AFT_ROOTS} allows
   * (folders with colons between them), and what is named by hand.
   *
   * @param settings of {@code --set}: what looks like a path in them was typed by the user, not by
   *     the experiment's author
   */
  AllowedPaths roots(List<String> settings) {
    List<Path> others = new ArrayList<>(List.of(home(), store()));
    Stream.of(environment.getOrDefault("AFT_ROOTS", "").split(File.pathSeparator))
        .filter(root -> !root.isBlank())
        .map(root -> HomeFolder.of(environment).path("AFT_ROOTS", root, folder))
        .forEach(others::add);
    settings.stream()
        .flatMap(setting -> Stream.of(setting.split("[\\s,={}\\[\\]\"']+")))
        .filter(word -> word.contains("/"))
        .map(folder::resolve)
        .forEach(others::add);
    return new AllowedPaths(places(), others);
  }

  /** Whether colours are welcome. */
  public boolean colours() {
    return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  public void flush() {
    out.flush();
    err.flush();
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static boolean isTerminal(Map<String, String> environment, Path stream) {
    if (environment.getOrDefault("TERM", "dumb").equals("dumb")) {
      return false;
    }
    if (Files.isSymbolicLink(stream)) {
      return stream.toFile().exists() && isTerminalDevice(stream);
    }
    return System.console() != null;
  }

  private static boolean isTerminalDevice(Path stream) {
    try {
      String target = Files.readSymbolicLink(stream).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException unknown) {
      return false;
    }
  }
}
