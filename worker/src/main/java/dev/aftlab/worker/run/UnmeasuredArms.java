package dev.aftlab.worker.run;

import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.worker.runtime.ActivityRuntime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Completed arms whose results are missing or corrupt in the store. */
public final class UnmeasuredArms {

  private UnmeasuredArms() {}

  /** Their names. Corrupt artifacts are quarantined, so that the next run recomputes them. */
  public static List<String> of(ActivityRuntime runtime, RunRecord run) {
    Set<String> recorded = run.notDone().stream().map(ArmResult::title).collect(Collectors.toSet());
    return runtime.unmeasured(run.pages()).stream()
        .map(PlannedArm::title)
        .filter(arm -> !recorded.contains(arm))
        .toList();
  }

  /** The same arms as ones that failed. */
  static List<ArmResult> ends(ActivityRuntime runtime, RunRecord run) {
    List<String> unmeasured = of(runtime, run);
    List<String> titles =
        runtime.pages(run.pages()).distinctArms().stream()
            .map(arms -> arms.getFirst().title())
            .toList();
    FailureCause cause = new FailureCause(FailureKind.CORRUPT_ARTIFACT, cause(run));
    return unmeasured.stream()
        .map(
            arm ->
                new ArmResult(titles.indexOf(arm), arm, new ArmEnd.Failed(Optional.empty(), cause)))
        .toList();
  }

  /** The cause and the fix. */
  public static String cause(RunRecord run) {
    return "its results are no longer in the store, or were corrupt and moved to quarantine;"
        + " recompute them with: "
        + run.command();
  }
}
