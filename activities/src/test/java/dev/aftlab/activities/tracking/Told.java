package dev.aftlab.activities.tracking;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.result.TrainResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What trackers are told in tests: one run with two arms, whose curves may have any length. */
public final class Told {
  /** The shared training's identity. */
  public static final String VFT = "0123456789ab" + "c".repeat(52);

  private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");

  private Told() {}

  /** A run; each key is another one to trackers. */
  public static TrackedRun run(String plan, RunState state) {
    List<TrackedFile> files = List.of(new TrackedFile.Text("resolved.yaml", "arms: {}\n"));
    return new TrackedRun(
        "store",
        plan,
        "run-1",
        "experiment",
        "What is asked?",
        STARTED,
        new TreeMap<>(Map.of("commit", "abc123")),
        files,
        end(state));
  }

  private static Optional<RunEnd> end(RunState state) {
    return switch (state) {
      case RUNNING, PAUSED -> Optional.empty();
      case DONE -> Optional.of(new RunEnd.Done(new Receipt(1, 1, 0, 0, 1, 0), List.of()));
      case FAILED -> Optional.of(new RunEnd.Failed(new FailureCause(FailureKind.BUG, "of a test")));
      case STOPPED -> Optional.of(RunEnd.Cancelled.whole());
      case INTERRUPTED -> Optional.of(new RunEnd.Interrupted());
      case LOST -> Optional.of(new RunEnd.Lost());
    };
  }

  /** The state in which trackers must show an arm. */
  public static RunState state(Optional<ArmEnd> end) {
    return end.map(Told::state).orElse(RunState.RUNNING);
  }

  private static RunState state(ArmEnd end) {
    return switch (end) {
      case ArmEnd.Done done -> RunState.DONE;
      case ArmEnd.Failed failed -> RunState.FAILED;
      case ArmEnd.Cancelled cancelled -> RunState.STOPPED;
    };
  }

  /** An arm that goes on, with one shared curve. */
  public static TrackedArm arm(String title, int points) {
    return arm(title, points, Optional.empty(), Optional.empty(), List.of());
  }

  /** An arm that has ended well. */
  public static TrackedArm ended(String title, int points, TrackedFile... files) {
    TreeMap<String, Double> numbers =
        new TreeMap<>(
            Map.of("accuracy", 0.75, "accuracy.low", 0.7, "accuracy.high", 0.8, "n", 40.0));
    return arm(
        title,
        points,
        Optional.of(new ArmEnd.Done()),
        Optional.of(new TrackedResult(STARTED.plusSeconds(60), numbers)),
        List.of(files));
  }

  private static TrackedArm arm(
      String title,
      int points,
      Optional<ArmEnd> end,
      Optional<TrackedResult> result,
      List<TrackedFile> files) {
    return new TrackedArm(
        title,
        new TreeMap<>(Map.of("arm", title, "vft.training.epochs", "3", "seed", "5")),
        new TreeMap<>(Map.of("shared.vft", "0123456789ab, with 1 other arms of this run")),
        List.of(new TrackedData("arithmetic training", "d".repeat(36), "{}", 96, "training")),
        List.of(curve("vft", points)),
        result,
        files,
        end);
  }

  /** What a training of this many steps reports. */
  public static TrainResult result(int steps) {
    return new TrainResult(
        steps,
        1,
        new TrainResult.Checkpoints(0, 0, 0),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        List.of());
  }

  /** A curve with all kinds of numbers in it. */
  public static TrackedCurve curve(String role, int points) {
    return new TrackedCurve(
        role, "train vft, seed 5", VFT, 2, points(points, STARTED), Optional.of(result(points)));
  }

  /**
   * Points whose times begin at an instant: values depend on the step alone, as those of a step
   * that is done again.
   */
  public static List<MetricPoint> points(int count, Instant from) {
    List<MetricPoint> points = new ArrayList<>();
    for (int step = 0; step < count; step++) {
      TreeMap<String, Double> values =
          new TreeMap<>(Map.of("loss", 1.0 / (step + 1), "learningRate", 1e-4));
      if (step % 7 == 3) {
        values.put(
            "margin",
            List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -2.5, 1e-310)
                .get(step / 7 % 5));
      }
      points.add(new MetricPoint(step, from.plusMillis(step * 10L).toString(), values));
    }
    return points;
  }

  /** A stored file. */
  public static TrackedFile stored(Path file, String content) {
    return new TrackedFile.Stored(
        "items.jsonl", file, Sha256.hex(content.getBytes(StandardCharsets.UTF_8)));
  }
}
