package dev.aftlab.worker.run;

import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.workflows.sweep.ArmEnd;
import dev.aftlab.workflows.sweep.SweepResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reasons why arms of a run are missing or incomplete in its table. */
final class IncompleteArmsText {
  private final RunRecord run;
  private final Report report;

  /**
   * Over a run.
   *
   * @param run its record
   * @param report the report of its plan from the store
   */
  IncompleteArmsText(RunRecord run, Report report) {
    this.run = run;
    this.report = report;
  }

  /** The failed arms, and those that the report lacks, in the order of the plan. */
  List<Report.NotDone> of(Plan plan) {
    return plan.distinctArms().stream()
        .map(List::getFirst)
        .flatMap(arm -> Stream.concat(ended(arm), lacking(arm)).limit(1))
        .toList();
  }

  private Stream<Report.NotDone> ended(PlannedArm arm) {
    Stream<ArmEnd> ends = run.notDone().stream().filter(end -> end.title().equals(arm.title()));
    return ends.map(
        end -> new Report.NotDone(arm.title(), Formats.word(end.status()), end.cause()));
  }

  private Stream<Report.NotDone> lacking(PlannedArm arm) {
    String row = arm.name() + (arm.point().isEmpty() ? "" : " [" + arm.point() + "]");
    return report.has(row, arm.seed())
        ? Stream.empty()
        : Stream.of(new Report.NotDone(arm.title(), Formats.word(run.stateNow()), cause()));
  }

  private String cause() {
    return switch (run.stateNow()) {
      case RUNNING -> "the run is still running";
      case INTERRUPTED ->
          "the run was stopped before this arm ended; run the same command again to resume";
      case LOST ->
          "the process of the run exited unexpectedly; run the same command again to resume";
      case DONE ->
          "its results are no longer in the store; run the same command again to recompute them";
      case FAILED ->
          whole()
              .map(ArmEnd::cause)
              .orElse(
                  "its cause was not recorded: of failed arms, the first "
                      + SweepResult.MOST_LISTED
                      + " are");
    };
  }

  /** The cause that ended all arms. */
  private Optional<ArmEnd> whole() {
    return run.notDone().stream().filter(end -> end.title().equals(RunOutcome.WHOLE)).findFirst();
  }
}
