package dev.aftlab.worker.run;

import dev.aftlab.activities.files.AtomicFile;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.text.Suggestions;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of a home, one folder each, with {@code run.json}, {@code resolved.json}, and at the end
 * {@code report.md} and {@code results.json}.
 */
public final class RunFolder {
  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
  private static final String RECORD = "run.json";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path root;
  private final Consumer<String> warnings;

  /** The runs of a home. Unreadable records are reported as errors and skipped. */
  public RunFolder(CommandContext session) {
    this(session.home(), warning -> session.err().println("aft: " + warning));
  }

  public RunFolder(Path home, Consumer<String> warnings) {
    root = home.resolve("runs");
    this.warnings = warnings;
  }

  /**
   * Creates a name: the experiment, the time in UTC, and four digits that distinguish runs of one
   * second.
   */
  static String newId(String experiment, Instant now) {
    String safe = experiment.replaceAll("[^A-Za-z0-9-]", "-");
    return String.format(
        Locale.ROOT,
        "%s-%s-%04x",
        safe,
        STAMP.format(now),
        ThreadLocalRandom.current().nextInt(1 << 16));
  }

  /** The folder of a run. */
  Path of(String id) {
    return root.resolve(id);
  }

  /** Writes the record atomically. */
  public void save(RunRecord run) {
    write(run.id(), RECORD, Json.pretty(run) + "\n");
  }

  /** Writes one file of a run atomically; returns its path. */
  Path write(String id, String name, String text) {
    try {
      Path file = of(id).resolve(name);
      AtomicFile.write(file, text);
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All runs whose records can be read, newest first. */
  public List<RunRecord> all() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .map(folder -> folder.resolve(RECORD))
          .filter(Files::exists)
          .flatMap(file -> read(file).stream())
          .sorted(Comparator.comparing(RunRecord::started).thenComparing(RunRecord::id).reversed())
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Finds a run by its name, the beginning of it, or {@code latest}: the latest run in any state.
   */
  public RunRecord find(String name) {
    List<RunRecord> runs = all();
    if (runs.isEmpty()) {
      throw new InputException("no run in " + root + "; start one with: aft run quickstart");
    }
    if (name.equals("latest")) {
      return runs.getFirst();
    }
    return runs.stream()
        .filter(run -> run.id().startsWith(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "no run '"
                        + name
                        + "' in "
                        + root
                        + Suggestions.hint(name, runs.stream().map(RunRecord::id).toList())));
  }

  private Optional<RunRecord> read(Path file) {
    Optional<RunRecord> run = Optional.empty();
    try {
      run = Optional.ofNullable(Json.read(Files.readString(file), RunRecord.class));
    } catch (IOException | UncheckedIOException damaged) {
      LOG.debug("{}", file, damaged);
    }
    if (run.isEmpty()) {
      warnings.accept(
          file
              + " is corrupt and its run is skipped; the results of the run are still in the"
              + " store");
    }
    return run;
  }
}
