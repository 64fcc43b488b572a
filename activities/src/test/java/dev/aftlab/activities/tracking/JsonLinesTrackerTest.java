package dev.aftlab.activities.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.experiments.result.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JsonLinesTrackerTest extends TrackerContract {

  @Override
  protected Tracker tracker() {
    return new JsonLinesTracker(scratch.resolve("runs"));
  }

  private Path metrics() {
    return scratch.resolve("runs/run-1/metrics");
  }

  @Override
  protected Map<String, ShownArm> shown() {
    Map<String, ShownArm> shown = new TreeMap<>();
    for (Path file : below(metrics(), "arm.json")) {
      JsonLinesTracker.ArmSheet sheet = Json.read(text(file), JsonLinesTracker.ArmSheet.class);
      TreeMap<String, List<ShownPoint>> curves = new TreeMap<>();
      below(file.getParent(), ".jsonl").forEach(curve -> lines(curve, curves));
      shown.put(
          sheet.arm(),
          new ShownArm(
              sheet.parameters(),
              sheet.tags(),
              curves,
              sheet.results(),
              sheet.data().stream().map(TrackedData::name).toList(),
              sheet.files(),
              Told.state(sheet.end())));
    }
    return shown;
  }

  private static void lines(Path file, Map<String, List<ShownPoint>> curves) {
    for (String text : text(file).lines().toList()) {
      JsonLinesTracker.Line line = Json.read(text, JsonLinesTracker.Line.class);
      line.values()
          .forEach(
              (metric, value) ->
                  curves
                      .computeIfAbsent("vft/" + metric, key -> new ArrayList<>())
                      .add(new ShownPoint(line.at(), line.time(), value)));
    }
  }

  @Override
  protected RunState state() {
    return sheet().state();
  }

  @Override
  protected Map<String, String> runFiles() {
    return sheet().files();
  }

  private JsonLinesTracker.RunSheet sheet() {
    return Json.read(text(metrics().resolve("run.json")), JsonLinesTracker.RunSheet.class);
  }

  private static List<Path> below(Path folder, String ending) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void curve_isALineForEachStep_withTheFactsBesideIt() throws IOException {
    try (Tracker tracker = tracker()) {
      round(tracker, RunState.RUNNING, Told.arm("boundary, seed 1", 2));
    }
    Path file = metrics().resolve("boundary-seed-1/train-vft-seed-5-0123456789ab.jsonl");
    assertEquals(
        "{\"arm\":\"boundary, seed 1\",\"step\":\"train vft, seed 5\",\"fingerprint\":\""
            + Told.VFT
            + "\",\"at\":0,\"time\":\"2026-01-02T03:04:05Z\",\"values\":{\"learningRate\":1.0E-4,\"loss\":1.0}}",
        Files.readAllLines(file).getFirst());
    assertEquals(2, Files.readAllLines(file).size());
    assertEquals(
        Told.result(2),
        Json.read(
            Files.readString(
                metrics().resolve("boundary-seed-1/train-vft-seed-5-0123456789ab.result.json")),
            StepResult.class));
  }

  @Test
  void titles_leadingElsewhere_stayInTheFolder() {
    try (Tracker tracker = tracker()) {
      round(tracker, RunState.RUNNING, Told.arm("../../../etc", 2));
    }
    for (Path file : below(scratch, "")) {
      assertTrue(
          file.normalize().startsWith(scratch) && file.equals(file.normalize()), file.toString());
    }
  }
}
