package dev.aftlab.worker;

import dev.aftlab.activities.Workbench;
import dev.aftlab.experiments.plan.PlannedArm;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Arms that ended well and whose results are not in the store as they were made. */
final class Unmeasured {

  private Unmeasured() {}

  /** Their names. What is found damaged is put aside, so that the next run makes it again. */
  static List<String> of(Workbench workbench, RunRecord run) {
    Set<String> told = run.notDone().stream().map(arm -> arm.title()).collect(Collectors.toSet());
    return workbench.unmeasured(run.plan()).stream().map(PlannedArm::title).filter(arm -> !told.contains(arm)).toList();
  }

  /** Why, and what to do. */
  static String cause(RunRecord run) {
    return "its results are not in the store any more, or were found damaged and put aside (quarantine); made again by: " + run.command();
  }
}
