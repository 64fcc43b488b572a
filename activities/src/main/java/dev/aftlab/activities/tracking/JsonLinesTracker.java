package dev.aftlab.activities.tracking;

import dev.aftlab.activities.files.AtomicFile;
import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes curves as files {@code RUN/metrics/ARM/STEP-FINGERPRINT.jsonl}, one point a line, with the
 * result of a finished step as {@code .result.json} beside them, and everything else as {@code
 * RUN/metrics/ARM/arm.json} and {@code RUN/metrics/run.json}. Files that are kept elsewhere are
 * named by their digests. A file is replaced as a whole, so that nothing appears twice; a shorter
 * curve that arrives late does not cut a longer one.
 */
public final class JsonLinesTracker implements Tracker {
  private static final int FINGERPRINT_DIGITS = 12;

  private final Path runs;

  /** Writes below a folder that holds one folder a run. */
  public JsonLinesTracker(Path runs) {
    this.runs = runs;
  }

  /** One line of a curve. */
  record Line(
      String arm,
      String step,
      String fingerprint,
      long at,
      String time,
      SortedMap<String, Double> values) {}

  /** What {@code run.json} holds; files by name and digest. */
  record RunSheet(
      String key,
      String run,
      String experiment,
      String description,
      String started,
      RunState state,
      SortedMap<String, String> tags,
      SortedMap<String, String> files) {}

  /** What {@code arm.json} holds; files by name and digest. */
  record ArmSheet(
      String arm,
      Optional<ArmEnd> end,
      SortedMap<String, String> parameters,
      SortedMap<String, String> tags,
      List<TrackedData> data,
      Optional<String> measured,
      SortedMap<String, Double> results,
      SortedMap<String, String> files) {}

  @Override
  public String place() {
    return runs.toString();
  }

  @Override
  public void run(TrackedRun run) {
    if (run.end().isEmpty()) {
      settle(run);
    }
  }

  @Override
  public void settle(TrackedRun run) {
    RunSheet sheet =
        new RunSheet(
            run.key(),
            run.run(),
            run.experiment(),
            run.description(),
            run.started().toString(),
            run.state(),
            run.tags(),
            digests(run.files()));
    keep(folder(run).resolve("run.json"), Json.pretty(sheet) + "\n");
  }

  @Override
  public void arm(TrackedRun run, TrackedArm arm) {
    Path folder = folder(run).resolve(safe(arm.title()));
    arm.curves().forEach(curve -> curve(folder, arm, curve));
    ArmSheet sheet =
        new ArmSheet(
            arm.title(),
            arm.end(),
            arm.parameters(),
            arm.tags(),
            arm.data(),
            arm.result().map(result -> result.measured().toString()),
            arm.result().map(TrackedResult::values).orElse(new TreeMap<>()),
            digests(arm.files()));
    keep(folder.resolve("arm.json"), Json.pretty(sheet) + "\n");
  }

  private static void curve(Path folder, TrackedArm arm, TrackedCurve curve) {
    String text =
        curve.points().stream()
            .map(point -> Json.write(line(arm, curve, point)) + "\n")
            .collect(Collectors.joining());
    Path file = folder.resolve(name(curve) + ".jsonl");
    if (!content(file).startsWith(text)) {
      replace(file, text);
    }
    curve
        .result()
        .ifPresent(
            result ->
                keep(folder.resolve(name(curve) + ".result.json"), Json.pretty(result) + "\n"));
  }

  private static Line line(TrackedArm arm, TrackedCurve curve, MetricPoint point) {
    return new Line(
        arm.title(), curve.step(), curve.fingerprint(), point.step(), point.time(), point.values());
  }

  @Override
  public void close() {
    // Holds nothing open.
  }

  private Path folder(TrackedRun run) {
    return runs.resolve(safe(run.run())).resolve("metrics");
  }

  private static String name(TrackedCurve curve) {
    return safe(curve.step())
        + "-"
        + safe(
            curve
                .fingerprint()
                .substring(0, Math.min(FINGERPRINT_DIGITS, curve.fingerprint().length())));
  }

  /**
   * A name of one folder or file: characters that a name cannot have become hyphens, and it is
   * neither hidden nor a path.
   */
  private static String safe(String title) {
    String name = title.replaceAll("[^A-Za-z0-9._=-]+", "-").replaceFirst("^[.]+", "");
    return name.isEmpty() ? "-" : name;
  }

  private static SortedMap<String, String> digests(List<TrackedFile> files) {
    SortedMap<String, String> digests = new TreeMap<>();
    files.forEach(file -> digests.put(file.path(), file.sha256()));
    return digests;
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException absent) {
      return "";
    } catch (IOException failure) {
      throw new TrackingException(file + " cannot be read: " + failure.getMessage(), failure);
    }
  }

  private static void keep(Path file, String text) {
    if (!content(file).equals(text)) {
      replace(file, text);
    }
  }

  private static void replace(Path file, String text) {
    try {
      AtomicFile.write(file, text);
    } catch (IOException failure) {
      throw new TrackingException(file + " cannot be written: " + failure.getMessage(), failure);
    }
  }
}
