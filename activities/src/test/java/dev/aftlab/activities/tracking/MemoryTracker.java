package dev.aftlab.activities.tracking;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Remembers what it was told, as a place would show it; can be away. */
public final class MemoryTracker implements Tracker {
  private final Map<String, TrackedArm> arms = new LinkedHashMap<>();
  private Optional<TrackedRun> run = Optional.empty();
  private Consumer<String> beforeEach = call -> {};
  private int calls;

  /** What happens before each telling: it may throw. */
  public void before(Consumer<String> act) {
    beforeEach = act;
  }

  /** The run as it was told last. */
  public TrackedRun shownRun() {
    return run.orElseThrow();
  }

  /** The arms as they were told last, by title. */
  public Map<String, TrackedArm> shownArms() {
    return arms;
  }

  /** How often anything was told. */
  public int calls() {
    return calls;
  }

  @Override
  public String place() {
    return "memory";
  }

  @Override
  public void run(TrackedRun told) {
    told("run");
    if (told.end().isEmpty()) {
      run = Optional.of(told);
    }
  }

  @Override
  public void arm(TrackedRun of, TrackedArm arm) {
    told("arm " + arm.title());
    arms.merge(arm.title(), arm, MemoryTracker::longer);
  }

  private static TrackedArm longer(TrackedArm before, TrackedArm now) {
    return new TrackedArm(
        now.title(),
        now.parameters(),
        now.tags(),
        now.data(),
        now.curves().stream().map(curve -> longer(before, curve)).toList(),
        now.result(),
        now.files(),
        now.end());
  }

  private static TrackedCurve longer(TrackedArm before, TrackedCurve now) {
    return before.curves().stream()
        .filter(
            curve -> curve.role().equals(now.role()) && curve.points().size() > now.points().size())
        .findFirst()
        .orElse(now);
  }

  @Override
  public void settle(TrackedRun told) {
    told("settle");
    run = Optional.of(told);
  }

  private void told(String call) {
    calls++;
    beforeEach.accept(call);
  }

  @Override
  public void close() {
    // Holds nothing open.
  }
}
