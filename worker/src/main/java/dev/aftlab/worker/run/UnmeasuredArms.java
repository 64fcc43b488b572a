package dev.aftlab.worker.run;

import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.worker.runtime.ActivityRuntime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Arms that ended well and whose results are not in the store as they were made. */
public final class UnmeasuredArms {

  private UnmeasuredArms() {}

  /** Their names. What is found damaged is put aside, so that the next run makes it again. */
  public static List<String> of(ActivityRuntime workbench, RunRecord run) {
    Set<String> told = run.notDone().stream().map(arm -> arm.title()).collect(Collectors.toSet());
    return workbench.unmeasured(run.pages()).stream()
        .map(PlannedArm::title)
        .filter(arm -> !told.contains(arm))
        .toList();
  }

  /** Why, and what to do. */
  public static String cause(RunRecord run) {
    return "its results are not in the store any more, or were found damaged and put aside"
        + " (quarantine); made again by: "
        + run.command();
  }
}
