package dev.aftlab.worker.run;

import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.worker.runtime.ActivityRuntime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Completed arms whose results are missing or corrupt in the store. */
public final class UnmeasuredArms {

  private UnmeasuredArms() {}

  /** Their names. Corrupt artifacts are quarantined, so that the next run recomputes them. */
  public static List<String> of(ActivityRuntime runtime, RunRecord run) {
    Set<String> recorded =
        run.notDone().stream().map(arm -> arm.title()).collect(Collectors.toSet());
    return runtime.unmeasured(run.pages()).stream()
        .map(PlannedArm::title)
        .filter(arm -> !recorded.contains(arm))
        .toList();
  }

  /** The cause and the fix. */
  public static String cause(RunRecord run) {
    return "its results are no longer in the store, or were corrupt and moved to quarantine;"
        + " recompute them with: "
        + run.command();
  }
}
