package dev.aftlab.activities.report;

import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.report.Report.NotDone;
import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.RunState;
import java.util.List;
import java.util.Optional;

/** Why arms of a run are not in its table, or not with everything. */
final class NotDoneArms {
  private NotDoneArms() {}

  /**
   * The arms that are not done, and those that the report lacks, in the order of the plan.
   *
   * @param end how the run ended; empty while it runs
   */
  static List<NotDone> of(Plan plan, Report report, Optional<RunEnd> end) {
    return plan.distinctArms().stream()
        .map(List::getFirst)
        .flatMap(arm -> ended(arm, end).or(() -> lacking(arm, report, end)).stream())
        .toList();
  }

  private static Optional<NotDone> ended(PlannedArm arm, Optional<RunEnd> end) {
    return end.flatMap(run -> run.notDone(arm.title())).map(NotDoneArms::line);
  }

  private static NotDone line(ArmResult arm) {
    return new NotDone(arm.title(), arm.end().word(), arm.end().reason());
  }

  private static Optional<NotDone> lacking(PlannedArm arm, Report report, Optional<RunEnd> end) {
    String row = arm.name() + arm.point().suffix();
    if (report.has(row, arm.seed())) {
      return Optional.empty();
    }
    String state = end.map(RunEnd::state).orElse(RunState.RUNNING).word();
    String cause = end.map(NotDoneArms::cause).orElse("the run is still running");
    return Optional.of(new NotDone(arm.title(), state, cause));
  }

  private static String cause(RunEnd end) {
    return switch (end) {
      case RunEnd.Done done ->
          "its results are no longer in the store; run the same command again to recompute them";
      case RunEnd.ArmsFailed failed ->
          "its cause was not recorded: of failed arms, the first " + RunEnd.MOST_LISTED + " are";
      case RunEnd.Failed failed -> failed.cause().message();
      case RunEnd.Cancelled cancelled -> stopped("stopped");
      case RunEnd.Terminated terminated -> stopped("terminated");
      case RunEnd.Interrupted interrupted -> stopped("stopped");
      case RunEnd.Lost lost ->
          "the process of the run exited unexpectedly; run the same command again to resume";
    };
  }

  private static String stopped(String how) {
    return "the run was " + how + " before this arm ended; run the same command again to resume";
  }
}
