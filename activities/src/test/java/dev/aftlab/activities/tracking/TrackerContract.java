package dev.aftlab.activities.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every tracker does, however it shows it. */
public abstract class TrackerContract {
  /** A plan of its own for each test, since some places outlive it. */
  protected final String plan = UUID.randomUUID().toString();

  @TempDir protected Path scratch;

  /** A tracker of the place; several of them show the same. */
  protected abstract Tracker tracker();

  /** The arms as they are shown, by title. */
  protected abstract Map<String, ShownArm> shown();

  /** How the run is shown to stand. */
  protected abstract RunState state();

  /** Files that are shown with the run: name to digest. */
  protected abstract Map<String, String> runFiles();

  /**
   * An arm as somebody sees it.
   *
   * @param parameters settings
   * @param tags words
   * @param curves {@code role/metric} to points, in the order in which they are shown
   * @param results final numbers
   * @param data names of data sets
   * @param files name to digest
   * @param state its state
   */
  public record ShownArm(
      Map<String, String> parameters,
      Map<String, String> tags,
      SortedMap<String, List<ShownPoint>> curves,
      Map<String, Double> results,
      List<String> data,
      Map<String, String> files,
      RunState state) {}

  /** A point as somebody sees it. */
  public record ShownPoint(long step, String time, double value) {}

  /** What a curve must look like. */
  public static SortedMap<String, List<ShownPoint>> expected(TrackedCurve curve) {
    SortedMap<String, List<ShownPoint>> expected = new TreeMap<>();
    for (MetricPoint point : curve.points()) {
      point
          .values()
          .forEach(
              (metric, value) -> {
                ShownPoint shown = new ShownPoint(point.step(), point.time(), value);
                expected
                    .computeIfAbsent(curve.role() + "/" + metric, key -> new ArrayList<>())
                    .add(shown);
              });
    }
    return expected;
  }

  /** Fails with the first difference. */
  public static void assertShown(TrackedCurve curve, ShownArm arm) {
    SortedMap<String, List<ShownPoint>> expected = expected(curve);
    assertEquals(expected.keySet(), arm.curves().keySet());
    expected.forEach(
        (key, points) -> {
          List<ShownPoint> there = arm.curves().get(key);
          for (int i = 0; i < Math.min(points.size(), there.size()); i++) {
            assertEquals(points.get(i), there.get(i), key);
          }
          assertEquals(points.size(), there.size(), "points of " + key);
        });
  }

  protected void round(Tracker tracker, RunState state, TrackedArm... arms) {
    TrackedRun run = Told.run(plan, state);
    tracker.run(run);
    List.of(arms).forEach(arm -> tracker.arm(run, arm));
    tracker.settle(run);
  }

  @Test
  void arm_reportedTwice_isShownOnce() {
    try (Tracker tracker = tracker()) {
      round(tracker, RunState.RUNNING, Told.arm("boundary seed 5", 40));
      round(tracker, RunState.RUNNING, Told.arm("boundary seed 5", 40));
    }
    try (Tracker another = tracker()) {
      round(another, RunState.RUNNING, Told.arm("boundary seed 5", 40));
    }
    assertEquals(List.of("boundary seed 5"), List.copyOf(shown().keySet()));
    assertShown(Told.curve("vft", 40), shown().get("boundary seed 5"));
  }

  @Test
  void curve_thatGrew_isExtended() {
    try (Tracker tracker = tracker()) {
      for (int points : new int[] {1, 10, 11, 60}) {
        round(tracker, RunState.RUNNING, Told.arm("boundary seed 5", points));
      }
    }
    assertShown(Told.curve("vft", 60), shown().get("boundary seed 5"));
  }

  @Test
  void curve_arrivingLate_doesNotCutTheLongerOne() {
    try (Tracker tracker = tracker()) {
      round(tracker, RunState.RUNNING, Told.arm("boundary seed 5", 60));
    }
    try (Tracker late = tracker()) {
      round(late, RunState.RUNNING, Told.arm("boundary seed 5", 25));
    }
    assertShown(Told.curve("vft", 60), shown().get("boundary seed 5"));
  }

  @Test
  void sharedCurve_ofTwoArms_isShownInEachAndMarked() {
    try (Tracker tracker = tracker()) {
      round(
          tracker,
          RunState.RUNNING,
          Told.arm("boundary seed 5", 12),
          Told.arm("detached seed 5", 12));
    }
    for (String arm : List.of("boundary seed 5", "detached seed 5")) {
      assertShown(Told.curve("vft", 12), shown().get(arm));
      assertTrue(shown().get(arm).tags().get("shared.vft").startsWith("0123456789ab"), arm);
    }
  }

  @Test
  void endedArm_reportedTwice_showsEverythingOnce() throws Exception {
    Path items = Files.writeString(scratch.resolve("items.jsonl"), "{\"question\":1}\n");
    TrackedFile file = Told.stored(items, "{\"question\":1}\n");
    TrackedArm arm = Told.ended("boundary seed 5", 20, file);
    try (Tracker tracker = tracker()) {
      round(tracker, RunState.DONE, arm);
      round(tracker, RunState.DONE, arm);
    }
    ShownArm shown = shown().get("boundary seed 5");
    assertShown(Told.curve("vft", 20), shown);
    assertEquals(arm.result().orElseThrow().values(), new TreeMap<>(shown.results()));
    assertEquals("3", shown.parameters().get("vft.training.epochs"));
    assertEquals(List.of("arithmetic training"), shown.data());
    assertEquals(Map.of("items.jsonl", file.sha256()), shown.files());
    assertEquals(RunState.DONE, shown.state());
    assertEquals(RunState.DONE, state());
    assertTrue(runFiles().containsKey("resolved.yaml"));
  }

  @Test
  void titles_leadingElsewhereOrStrange_areShown() {
    String title = "../..\"' [β=0.1, k=3] seed 5";
    try (Tracker tracker = tracker()) {
      round(tracker, RunState.RUNNING, Told.arm(title, 3));
    }
    assertEquals(List.of(title), List.copyOf(shown().keySet()));
  }
}
