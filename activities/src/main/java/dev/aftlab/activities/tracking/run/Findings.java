package dev.aftlab.activities.tracking.run;

import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.report.ArmOutcome;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.result.RunEnd;
import java.util.Optional;

/** What was found out in a plan's evaluations. */
public interface Findings {

  /** The measurements of one arm; empty until its evaluation is there. */
  Optional<ArmOutcome> outcome(PlannedArm arm);

  /**
   * The tables of the whole plan, with the receipt of a run and its arms that are not done.
   *
   * @param end how the run ended; empty while it runs
   */
  Report report(Optional<RunEnd> end);
}
