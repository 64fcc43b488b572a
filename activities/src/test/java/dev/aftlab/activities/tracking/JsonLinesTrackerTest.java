package dev.aftlab.activities.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonLinesTrackerTest {
  private static final TrackedStep STEP = new TrackedStep("run-1", "boundary, seed 1", "align", "0123456789abcdef");
  private static final MetricPoint FIRST = new MetricPoint(0, "1970-01-01T00:00:00Z", new TreeMap<>(Map.of("loss", 1.5)));
  private static final MetricPoint SECOND = new MetricPoint(1, "1970-01-01T00:00:01Z", new TreeMap<>(Map.of("loss", 1.25)));

  @TempDir Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static long lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  @Test
  void curve_mirroredTwice_standsOnce() throws IOException {
    Tracker tracker = new JsonLinesTracker(folder);
    tracker.mirror(STEP, List.of(FIRST, SECOND));
    tracker.mirror(STEP, List.of(FIRST, SECOND));
    assertEquals(List.of(folder.resolve("run-1/metrics/boundary-seed-1/align-0123456789ab.jsonl")), files());
    assertEquals(
        "{\"arm\":\"boundary, seed 1\",\"step\":\"align\",\"fingerprint\":\"0123456789abcdef\",\"at\":0,\"time\":\"1970-01-01T00:00:00Z\",\"values\":{\"loss\":1.5}}",
        Files.readAllLines(files().getFirst()).getFirst());
    assertEquals(2, lines(files().getFirst()));
  }

  @Test
  void curve_thatGrew_isExtended() throws IOException {
    Tracker tracker = new JsonLinesTracker(folder);
    tracker.mirror(STEP, List.of(FIRST));
    tracker.mirror(STEP, List.of(FIRST, SECOND));
    assertEquals(2, lines(files().getFirst()));
  }

  @Test
  void curve_arrivingLate_doesNotCutTheLongerOne() throws IOException {
    Tracker tracker = new JsonLinesTracker(folder);
    tracker.mirror(STEP, List.of(FIRST, SECOND));
    tracker.mirror(STEP, List.of(FIRST));
    assertEquals(2, lines(files().getFirst()));
  }

  @Test
  void facts_told_standBesideTheCurve() throws IOException {
    new JsonLinesTracker(folder).facts(STEP, new TreeMap<>(Map.of("steps", "96")));
    assertEquals("{\n  \"steps\" : \"96\"\n}\n", Files.readString(files().getFirst()));
  }

  @Test
  void titles_leadingElsewhere_stayInTheFolder() throws IOException {
    new JsonLinesTracker(folder).mirror(new TrackedStep("../..", "../../etc", "/passwd", "../x"), List.of(FIRST));
    assertEquals(1, files().size());
    assertTrue(files().getFirst().normalize().startsWith(folder));
    assertEquals(files().getFirst(), files().getFirst().normalize());
  }
}
