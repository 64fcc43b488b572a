package dev.aftlab.activities.tracking.mlflow;

import dev.aftlab.activities.tracking.MetricPoint;
import dev.aftlab.activities.tracking.TrackedCurve;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.mlflow.api.proto.Service;

/**
 * Points of curves as MLflow takes them: in batches, in the order of their steps, with the times of
 * the journal.
 */
final class MetricBatches {
  private static final int LARGEST = 1_000;

  private MetricBatches() {}

  /**
   * The points of a curve that are wanted, by key and step. A key is the curve's role and the
   * metric's name.
   */
  static List<Service.Metric> points(TrackedCurve curve, BiPredicate<String, Long> wanted) {
    Map<String, String> keys = new HashMap<>();
    List<Service.Metric> points = new ArrayList<>();
    for (MetricPoint point : curve.points()) {
      long time = Instant.parse(point.time()).toEpochMilli();
      point
          .values()
          .forEach(
              (metric, value) -> {
                String key =
                    keys.computeIfAbsent(
                        metric, name -> MlflowLimits.key(curve.role() + "/" + name));
                if (wanted.test(key, point.step())) {
                  points.add(metric(key, value, time, point.step()));
                }
              });
    }
    return points;
  }

  static Service.Metric metric(String key, double value, long time, long step) {
    return Service.Metric.newBuilder()
        .setKey(key)
        .setValue(value)
        .setTimestamp(time)
        .setStep(step)
        .build();
  }

  /** Hands points on in portions that MLflow takes, each after the one before it was taken. */
  static void each(List<Service.Metric> points, Consumer<List<Service.Metric>> batch) {
    for (int from = 0; from < points.size(); from += LARGEST) {
      batch.accept(points.subList(from, Math.min(points.size(), from + LARGEST)));
    }
  }
}
