package dev.aftlab.activities.tracking;

import dev.aftlab.experiments.result.TrainResult;
import java.util.List;
import java.util.Optional;

/**
 * The curve of a training as one arm uses it. A training that several arms share has a curve in
 * each of them.
 *
 * @param role what the training is to the arm: {@code vft}, {@code align} or {@code matched}
 * @param step the training's title
 * @param fingerprint its identity
 * @param arms how many of the run's arms use it, at least 1
 * @param points all points from its beginning, as far as they are committed
 * @param result what the finished training reports; empty before
 */
public record TrackedCurve(
    String role,
    String step,
    String fingerprint,
    int arms,
    List<MetricPoint> points,
    Optional<TrainResult> result) {

  /** Copies. */
  public TrackedCurve {
    points = List.copyOf(points);
  }
}
