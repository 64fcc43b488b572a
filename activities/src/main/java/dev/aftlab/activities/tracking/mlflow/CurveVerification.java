package dev.aftlab.activities.tracking.mlflow;

import dev.aftlab.activities.tracking.TrackedCurve;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mlflow.api.proto.Service;

/**
 * Compares a finished curve with what MLflow holds of it. The values of a step never change, only
 * its time may: a step repeated after a lost checkpoint keeps the point that was sent first.
 */
final class CurveVerification {
  private final Map<String, SortedMap<Long, Service.Metric>> journal = new TreeMap<>();
  private final List<Service.Metric> missing = new ArrayList<>();
  private final List<String> strange = new ArrayList<>();

  CurveVerification(TrackedCurve curve) {
    MetricBatches.points(curve, (key, step) -> true)
        .forEach(
            point ->
                journal
                    .computeIfAbsent(point.getKey(), key -> new TreeMap<>())
                    .put(point.getStep(), point));
  }

  /** The keys to check. */
  Set<String> keys() {
    return journal.keySet();
  }

  /** Takes in what is there of a key. */
  void compare(String key, List<Service.Metric> there) {
    SortedMap<Long, Service.Metric> left =
        new TreeMap<>(journal.getOrDefault(key, new TreeMap<>()));
    Set<Long> seen = new HashSet<>();
    for (Service.Metric point : there) {
      if (!seen.add(point.getStep())) {
        strange.add(key + " has step " + point.getStep() + " twice");
      } else if (!same(Optional.ofNullable(left.remove(point.getStep())), point)) {
        strange.add(key + " has another value at step " + point.getStep());
      }
    }
    missing.addAll(left.values());
  }

  /** MLflow keeps infinities as the largest numbers. */
  private static boolean same(Optional<Service.Metric> ours, Service.Metric theirs) {
    if (ours.isEmpty()) {
      return false;
    }
    double value = ours.get().getValue();
    double kept = Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE, value) : value;
    return kept == theirs.getValue() || (Double.isNaN(kept) && Double.isNaN(theirs.getValue()));
  }

  /** The points that are not there, in the order of steps. */
  List<Service.Metric> missing() {
    return missing;
  }

  /**
   * The first point that exists and should not, which cannot be removed; empty when all is well.
   */
  Optional<String> strange() {
    return strange.stream().findFirst();
  }
}
