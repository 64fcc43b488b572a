package dev.aftlab.activities.tracking;

import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Mirrors curves as files {@code RUN/metrics/ARM/STEP-FINGERPRINT.jsonl}, one point a line, and facts as {@code .facts.json} beside them. A file
 * is replaced as a whole, so that nothing appears twice; a shorter curve that arrives late does not cut a longer one.
 */
public final class JsonLinesTracker implements Tracker {
  private static final int FINGERPRINT_DIGITS = 12;

  private final Path runs;

  /** Writes below a folder that holds one folder a run. */
  public JsonLinesTracker(Path runs) {
    this.runs = runs;
  }

  /** One line of a curve. */
  record Line(String arm, String step, String fingerprint, long at, String time, SortedMap<String, Double> values) {}

  @Override
  public void mirror(TrackedStep step, List<MetricPoint> points) {
    String text = points.stream().map(point -> Json.write(line(step, point)) + "\n").collect(Collectors.joining());
    Path file = file(step, ".jsonl");
    if (!content(file).startsWith(text)) {
      replace(file, text);
    }
  }

  private static Line line(TrackedStep step, MetricPoint point) {
    return new Line(step.arm(), step.step(), step.fingerprint(), point.step(), point.time(), point.values());
  }

  @Override
  public void facts(TrackedStep step, SortedMap<String, String> facts) {
    replace(file(step, ".facts.json"), Json.pretty(facts) + "\n");
  }

  private Path file(TrackedStep step, String ending) {
    String digits = step.fingerprint().substring(0, Math.min(FINGERPRINT_DIGITS, step.fingerprint().length()));
    return runs.resolve(safe(step.run())).resolve("metrics").resolve(safe(step.arm())).resolve(safe(step.step()) + "-" + safe(digits) + ending);
  }

  /** A name of one folder or file: what cannot stand in one becomes a hyphen, and it cannot be hidden or lead elsewhere. */
  private static String safe(String title) {
    String name = title.replaceAll("[^A-Za-z0-9._=-]+", "-").replaceFirst("^[.]+", "");
    return name.isEmpty() ? "-" : name;
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException absent) {
      return "";
    } catch (IOException failure) {
      throw new UncheckedIOException("the curve " + file + " cannot be read", failure);
    }
  }

  private static void replace(Path file, String text) {
    Path part = file.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      part.toFile().delete();
      throw new UncheckedIOException("the curve " + file + " cannot be written", failure);
    }
  }
}
