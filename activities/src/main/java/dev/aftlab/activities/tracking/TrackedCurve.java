package dev.aftlab.activities.tracking;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The curve of a training as one arm uses it. A training that several arms share has a curve in
 * each of them.
 *
 * @param role what the training is to the arm: {@code vft}, {@code align} or {@code matched}
 * @param step the training's title
 * @param fingerprint its identity
 * @param arms how many of the run's arms use it, at least 1
 * @param points all points from its beginning, as far as they are committed
 * @param facts what the finished training says about itself; empty before
 */
public record TrackedCurve(
    String role,
    String step,
    String fingerprint,
    int arms,
    List<MetricPoint> points,
    SortedMap<String, String> facts) {

  /** Copies. */
  public TrackedCurve {
    points = List.copyOf(points);
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }
}
