package dev.aftlab.activities.tracking;

import dev.aftlab.experiments.result.RunState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The fake keeps the contract too, so that what is tested with it holds with the others. */
final class MemoryTrackerTest extends TrackerContract {
  private final MemoryTracker memory = new MemoryTracker();

  @Override
  protected Tracker tracker() {
    return memory;
  }

  @Override
  protected Map<String, ShownArm> shown() {
    Map<String, ShownArm> shown = new TreeMap<>();
    memory.shownArms().forEach((title, arm) -> shown.put(title, shown(arm)));
    return shown;
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
        digests(arm.files()),
        Told.state(arm.end()));
  }

  private static Map<String, String> digests(List<TrackedFile> files) {
    return files.stream().collect(Collectors.toMap(TrackedFile::path, TrackedFile::sha256));
  }

  @Override
  protected RunState state() {
    return memory.shownRun().state();
  }

  @Override
  protected Map<String, String> runFiles() {
    return digests(memory.shownRun().files());
  }
}
