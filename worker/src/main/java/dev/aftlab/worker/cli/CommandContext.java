package dev.aftlab.worker.cli;

import dev.aftlab.activities.dataset.reader.DataPaths;
import dev.aftlab.activities.model.AllowedPaths;
import dev.aftlab.activities.model.BaseModels;
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
import java.util.Set;
import java.util.stream.Stream;

/**
 * The context of one command: streams, environment, working folder and interruption. Tests create
 * their own.
 *
 * @param out results
 * @param err error messages
 * @param environment the environment variables; read are {@code AFT_HOME}, {@code AFT_STORE},
 *     {@code AFT_ROOTS}, {@code TEMPORAL_*}, {@code MLFLOW_*}, {@code NO_COLOR}, {@code TERM}
 * @param folder relative paths are relative to it
 * @param terminal whether {@code out} is a terminal that can be redrawn
 * @param interruption Ctrl-C
 * @param pipes the streams of data lines
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

  /** Copies the environment and escapes control characters in what is printed. */
  public CommandContext {
    out = PrintableWriter.of(out);
    err = PrintableWriter.of(err);
    environment = Map.copyOf(environment);
  }

  /** A context without pipes. */
  public CommandContext(
      PrintWriter out,
      PrintWriter err,
      Map<String, String> environment,
      Path folder,
      boolean terminal,
      Interruption interruption) {
    this(out, err, environment, folder, terminal, interruption, StandardStreams.none());
  }

  /** The context of this process: UTF-8 in any locale, with a hook for Ctrl-C. */
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

  /** A context without a terminal that is never interrupted. */
  public static CommandContext of(
      PrintWriter out, PrintWriter err, Map<String, String> environment, Path folder) {
    return new CommandContext(out, err, environment, folder, false, new Interruption());
  }

  /** A copy with other pipes. */
  public CommandContext with(StandardStreams others) {
    return new CommandContext(out, err, environment, folder, terminal, interruption, others);
  }

  /** The folder of the state: {@code AFT_HOME}, or {@code .aft} in the folder. */
  public Path home() {
    return place("AFT_HOME").orElseGet(() -> folder.resolve(".aft").normalize());
  }

  /**
   * The folder of artifacts: {@code AFT_STORE}, which machines may share, or {@code store} in
   * {@link #home}.
   */
  public Path store() {
    return place("AFT_STORE").orElseGet(() -> home().resolve("store"));
  }

  /** The folder that a variable sets; empty when it is not set. */
  private Optional<Path> place(String variable) {
    return Optional.of(environment.getOrDefault(variable, ""))
        .filter(text -> !text.isBlank())
        .map(text -> HomeFolder.of(environment).path(variable, text, folder));
  }

  /** Resolves names of data sets and models to paths. */
  public DataPaths places() {
    return new DataPaths(folder, Optional.of(home()), Publications.names());
  }

  /** Whether the store exists. */
  public boolean hasStore() {
    return Files.isDirectory(store());
  }

  /**
   * The folders that inputs of experiments may be read from: the working folder, the state, those
   * of {@code AFT_ROOTS} (separated by colons), and what the user of the command names.
   *
   * @param named names of files, folders and models that options set: written by the user, not by
   *     the experiment's author
   */
  AllowedPaths roots(Set<String> named) {
    List<Path> others = new ArrayList<>(List.of(home(), store()));
    Stream.of(environment.getOrDefault("AFT_ROOTS", "").split(File.pathSeparator))
        .filter(root -> !root.isBlank())
        .map(root -> HomeFolder.of(environment).path("AFT_ROOTS", root, folder))
        .forEach(others::add);
    DataPaths places = places();
    named.stream().filter(name -> !BaseModels.isNamed(name)).map(places::find).forEach(others::add);
    return new AllowedPaths(places, others);
  }

  /** Whether to print in colour. */
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
    return Files.isSymbolicLink(stream) && stream.toFile().exists() && isTerminalDevice(stream);
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
