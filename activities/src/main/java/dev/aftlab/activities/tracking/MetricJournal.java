package dev.aftlab.activities.tracking;

import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Metrics by step and time, in the order of the steps. Written into every checkpoint, so that it
 * always ends where the weights do.
 */
public final class MetricJournal {
  private final List<MetricPoint> points = new ArrayList<>();

  /** Adds the metrics of the next step. */
  public void append(long step, Instant time, SortedMap<String, Double> values) {
    points.add(
        new MetricPoint(
            step, time.truncatedTo(ChronoUnit.MILLIS).toString(), new TreeMap<>(values)));
  }

  /** All points. */
  public List<MetricPoint> points() {
    return Collections.unmodifiableList(points);
  }

  /** Writes JSON lines. */
  public void writeTo(Path file) {
    try {
      Files.writeString(
          file,
          points.stream().map(point -> Json.write(point) + "\n").collect(Collectors.joining()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws UncheckedIOException naming the file and the line that is not a point
   */
  public static MetricJournal read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * The same from a text.
   *
   * @param name the source of the text, for messages
   * @throws UncheckedIOException naming it and the line that is not a point
   */
  public static MetricJournal parse(String name, String text) {
    MetricJournal journal = new MetricJournal();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      journal.points.add(point(name, i + 1, lines.get(i)));
    }
    return journal;
  }

  private static MetricPoint point(String name, int number, String line) {
    try {
      return Json.read(line, MetricPoint.class);
    } catch (UncheckedIOException damaged) {
      throw new UncheckedIOException(
          name + ", line " + number + ", is not a point of a metric journal", damaged.getCause());
    }
  }
}
