package dev.aftlab.activities.tracking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Several trackers as one. One that fails does not prevent the others from being updated; it is
 * skipped for the rest of the round, so that an unreachable tracker costs one wait a round, and its
 * failure is thrown at the end of the round.
 */
public final class CompositeTracker implements Tracker {
  private final List<Tracker> trackers;
  private final Map<Tracker, TrackingException> failed = new LinkedHashMap<>();

  /** Over trackers, updated in this order. */
  public CompositeTracker(List<Tracker> trackers) {
    this.trackers = List.copyOf(trackers);
  }

  @Override
  public String place() {
    return trackers.stream().map(Tracker::place).collect(Collectors.joining(" and "));
  }

  @Override
  public void run(TrackedRun run) {
    failed.clear();
    each(tracker -> tracker.run(run));
  }

  @Override
  public void arm(TrackedRun run, TrackedArm arm) {
    each(tracker -> tracker.arm(run, arm));
  }

  @Override
  public void settle(TrackedRun run) {
    each(tracker -> tracker.settle(run));
    if (!failed.isEmpty()) {
      List<TrackingException> failures = new ArrayList<>(failed.values());
      TrackingException first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private void each(Consumer<Tracker> telling) {
    for (Tracker tracker : trackers) {
      if (!failed.containsKey(tracker)) {
        try {
          telling.accept(tracker);
        } catch (TrackingException failure) {
          failed.put(tracker, failure);
        }
      }
    }
  }

  @Override
  public void close() {
    trackers.forEach(Tracker::close);
  }
}
