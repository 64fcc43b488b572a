package dev.aftlab.activities.tracking.run;

import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.report.ArmOutcome;
import dev.aftlab.experiments.report.Report;
import java.util.List;
import java.util.Optional;

/** What was found out in a plan's evaluations. */
public interface Findings {

  /** The measurements of one arm; empty until its evaluation is there. */
  Optional<ArmOutcome> outcome(PlannedArm arm);

  /** The tables of the whole plan. */
  Report report(List<String> receipt);
}
