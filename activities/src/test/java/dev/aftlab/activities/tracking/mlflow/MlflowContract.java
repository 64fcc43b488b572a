package dev.aftlab.activities.tracking.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.tracking.MetricPoint;
import dev.aftlab.activities.tracking.Told;
import dev.aftlab.activities.tracking.TrackedArm;
import dev.aftlab.activities.tracking.TrackedCurve;
import dev.aftlab.activities.tracking.TrackedFile;
import dev.aftlab.activities.tracking.TrackedRun;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.activities.tracking.TrackerContract;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.experiments.result.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service;

/** What MLflow, or what stands in for it, shows. */
abstract class MlflowContract extends TrackerContract {

  protected abstract MlflowAddress address();

  @Override
  protected Tracker tracker() {
    return new MlflowTracker(
        address(),
        MlflowAccess.of(Map.of()),
        MlflowExperiment.OURS,
        HttpPolicy.DEFAULT,
        () -> false);
  }

  private List<Service.Run> runs() {
    return new MlflowReader(address()).runs("experiment", "store", plan);
  }

  @Override
  protected Map<String, ShownArm> shown() {
    return new MlflowReader(address()).arms(runs());
  }

  @Override
  protected RunState state() {
    return MlflowReader.state(MlflowReader.parent(runs()));
  }

  @Override
  protected Map<String, String> runFiles() {
    return new MlflowReader(address())
        .files(MlflowReader.parent(runs()), List.of("resolved.yaml", "report.md"));
  }

  @Test
  void curve_longerThanABatch_isThereValueByValue() {
    try (Tracker tracker = tracker()) {
      round(tracker, RunState.RUNNING, Told.arm("boundary seed 5", 1_700));
      round(tracker, RunState.DONE, Told.ended("boundary seed 5", 2_600));
    }
    assertShown(Told.curve("vft", 2_600), shown().get("boundary seed 5"));
  }

  @Test
  void steps_repeatedAfterALostCheckpoint_addNothing() {
    TrackedArm before = Told.arm("boundary seed 5", 40);
    List<MetricPoint> again =
        new ArrayList<>(Told.points(20, Instant.parse("2026-01-02T03:04:05Z")));
    again.addAll(Told.points(60, Instant.parse("2026-01-02T04:00:00Z")).subList(20, 60));
    TrackedCurve vft = before.curves().getFirst();
    TrackedCurve redone =
        new TrackedCurve(vft.role(), vft.step(), vft.fingerprint(), 2, again, Optional.empty());
    TrackedArm after =
        new TrackedArm(
            before.title(),
            before.parameters(),
            before.tags(),
            before.data(),
            List.of(redone),
            Optional.empty(),
            List.of(),
            Optional.of(new ArmEnd.Done()));
    try (Tracker tracker = tracker()) {
      round(tracker, RunState.RUNNING, before);
    }
    try (Tracker next = tracker()) {
      round(next, RunState.DONE, after);
    }
    List<ShownPoint> losses = shown().get("boundary seed 5").curves().get("vft/loss");
    // The first forty with the times at which they were sent first, then those of the second time.
    assertEquals(60, losses.size());
    assertEquals(expected(vft).get("vft/loss"), losses.subList(0, 40));
    assertEquals(expected(redone).get("vft/loss").subList(40, 60), losses.subList(40, 60));
    assertTrue(!shown().get("boundary seed 5").tags().containsKey("aft.curves"));
  }

  @Test
  void points_missingAmongThoseThatAreThere_areSentWhenTheArmHasEnded() {
    TrackedCurve whole = Told.curve("vft", 30);
    List<MetricPoint> gaps =
        whole.points().stream().filter(point -> point.step() % 5 == 4).toList();
    TrackedArm arm = Told.arm("boundary seed 5", 30);
    TrackedCurve holed =
        new TrackedCurve(
            whole.role(), whole.step(), whole.fingerprint(), 2, gaps, Optional.empty());
    try (Tracker tracker = tracker()) {
      round(
          tracker,
          RunState.RUNNING,
          new TrackedArm(
              arm.title(),
              arm.parameters(),
              arm.tags(),
              arm.data(),
              List.of(holed),
              Optional.empty(),
              List.of(),
              Optional.empty()));
      round(tracker, RunState.DONE, Told.ended("boundary seed 5", 30));
    }
    assertShown(whole, shown().get("boundary seed 5"));
  }

  @Test
  void trackers_racing_leaveOneRunOfEach() throws Exception {
    int mirrors = 6;
    CountDownLatch ready = new CountDownLatch(mirrors);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < mirrors; i++) {
      threads.add(Thread.ofPlatform().start(() -> race(ready)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of("boundary seed 5", "detached seed 5"), List.copyOf(shown().keySet()));
    for (ShownArm arm : shown().values()) {
      assertShown(Told.curve("vft", 50), arm);
    }
    assertEquals(RunState.DONE, state());
  }

  private void race(CountDownLatch ready) {
    try (Tracker tracker = tracker()) {
      ready.countDown();
      ready.await();
      until(
          tracker,
          RunState.DONE,
          Told.ended("boundary seed 5", 50),
          Told.ended("detached seed 5", 50));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells until it is taken, as the mirror does. */
  protected void until(Tracker tracker, RunState state, TrackedArm... arms) {
    for (int round = 1; ; round++) {
      try {
        round(tracker, state, arms);
        return;
      } catch (TrackingException away) {
        if (round == 200) {
          throw away;
        }
      }
    }
  }

  @Test
  void settings_tooLongOrStrange_areCutAndNamedVisibly() {
    TrackedArm arm = Told.arm("boundary seed 5", 1);
    TreeMap<String, String> parameters =
        new TreeMap<>(
            Map.of(
                "note",
                "x".repeat(7_000),
                "β (beta)//..",
                "0.1",
                "empty",
                "",
                "k".repeat(300),
                "long name"));
    TreeMap<String, String> tags = new TreeMap<>(Map.of("failure", "y".repeat(9_000)));
    try (Tracker tracker = tracker()) {
      round(
          tracker,
          RunState.RUNNING,
          new TrackedArm(
              arm.title(),
              parameters,
              tags,
              List.of(),
              List.of(),
              Optional.empty(),
              List.of(),
              arm.end()));
    }
    ShownArm shown = shown().get("boundary seed 5");
    assertTrue(shown.parameters().get("note").endsWith("xx… (cut: 7000 characters in all)"));
    assertEquals(6_000, shown.parameters().get("note").length());
    assertTrue(shown.tags().get("failure").endsWith("yy… (cut: 9000 characters in all)"));
    assertEquals("0.1", shown.parameters().get(MlflowLimits.key("β (beta)//..")));
    assertEquals("long name", shown.parameters().get(MlflowLimits.key("k".repeat(300))));
    assertEquals("", shown.parameters().get("empty"));
  }

  @Test
  void file_thatChanged_isReplaced() {
    TrackedArm old = Told.ended("boundary seed 5", 1, new TrackedFile.Text("weights.json", "old"));
    TrackedArm young =
        Told.ended("boundary seed 5", 1, new TrackedFile.Text("weights.json", "ÿoung"));
    try (Tracker tracker = tracker()) {
      round(tracker, RunState.RUNNING, old);
      round(tracker, RunState.RUNNING, young);
    }
    assertEquals(
        Sha256.hex("ÿoung".getBytes(StandardCharsets.UTF_8)),
        shown().get("boundary seed 5").files().get("weights.json"));
  }

  @Test
  void run_goingOnAgain_isShownRunningAndThenEnded() {
    try (Tracker tracker = tracker()) {
      round(tracker, RunState.STOPPED, Told.arm("boundary seed 5", 1));
      assertEquals(RunState.STOPPED, state());
      round(tracker, RunState.RUNNING, Told.arm("boundary seed 5", 2));
      assertEquals(RunState.RUNNING, state());
      round(tracker, RunState.DONE, Told.ended("boundary seed 5", 3));
      assertEquals(RunState.DONE, state());
    }
  }

  @Test
  void run_deletedManually_isCreatedAgain() {
    try (Tracker tracker = tracker()) {
      TrackedRun run = Told.run(plan, RunState.RUNNING);
      round(tracker, RunState.RUNNING, Told.arm("boundary seed 5", 5));
      try (TimedMlflowClient hand =
          new TimedMlflowClient(
              new MlflowHttp(
                  address(), MlflowCredentials::none, HttpPolicy.DEFAULT, () -> false))) {
        runs().forEach(shown -> hand.deleteRun(shown.getInfo().getRunId()));
      }
      until(tracker, run.state(), Told.arm("boundary seed 5", 6));
    }
    assertShown(Told.curve("vft", 6), shown().get("boundary seed 5"));
  }
}
