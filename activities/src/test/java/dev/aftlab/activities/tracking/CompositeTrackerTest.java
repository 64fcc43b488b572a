package dev.aftlab.activities.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aftlab.experiments.result.RunState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CompositeTrackerTest extends TrackerContract {
  private final MemoryTracker first = new MemoryTracker();
  private final MemoryTracker second = new MemoryTracker();

  @Override
  protected Tracker tracker() {
    return new CompositeTracker(List.of(first, second));
  }

  @Override
  protected Map<String, ShownArm> shown() {
    assertEquals(first.shownArms(), second.shownArms());
    return second.shownArms().values().stream()
        .collect(Collectors.toMap(TrackedArm::title, CompositeTrackerTest::shown));
  }

  private static ShownArm shown(TrackedArm arm) {
    TreeMap<String, List<ShownPoint>> curves = new TreeMap<>();
    arm.curves().forEach(curve -> curves.putAll(expected(curve)));
    return new ShownArm(
        arm.parameters(),
        arm.tags(),
        curves,
        arm.result().map(TrackedResult::values).orElse(new TreeMap<>()),
        arm.data().stream().map(TrackedData::name).toList(),
        arm.files().stream().collect(Collectors.toMap(TrackedFile::path, TrackedFile::sha256)),
        Told.state(arm.end()));
  }

  @Override
  protected RunState state() {
    return second.shownRun().state();
  }

  @Override
  protected Map<String, String> runFiles() {
    return second.shownRun().files().stream()
        .collect(Collectors.toMap(TrackedFile::path, TrackedFile::sha256));
  }

  @Test
  void tracker_thatFails_isSkippedForTheRoundAndReportedAtItsEnd() {
    first.before(
        call -> {
          throw new TrackingException("away");
        });
    try (Tracker tracker = tracker()) {
      TrackingException failure =
          assertThrows(
              TrackingException.class,
              () -> round(tracker, RunState.RUNNING, Told.arm("a", 3), Told.arm("b", 3)));
      assertEquals("away", failure.getMessage());
      assertEquals(1, first.calls());
      assertEquals(2, second.shownArms().size());
      first.before(call -> {});
      round(tracker, RunState.RUNNING, Told.arm("a", 3), Told.arm("b", 3));
      assertEquals(2, first.shownArms().size());
    }
  }
}
