package dev.aftlab.workflows.sweep;

import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunEnd;
import java.util.List;
import java.util.Optional;

/**
 * The result of a run whose workflow ended by itself.
 *
 * @param pages identifiers of the stored plans of the pages
 * @param total distinct arms of all pages
 * @param done arms that ended well
 * @param failed arms that failed
 * @param cancelled arms that were cancelled one by one
 * @param notDone the failed and cancelled arms, the first {@value RunEnd#MOST_LISTED} of them
 * @param receipt requested, executed and reused steps
 * @param events the control commands that the run received
 */
public record SweepResult(
    List<String> pages,
    int total,
    int done,
    int failed,
    int cancelled,
    List<ArmResult> notDone,
    Receipt receipt,
    List<ControlEvent> events) {

  /** How the run ended. Cancelled arms leave it done, unless no arm is done. */
  public RunEnd end() {
    if (failed > 0) {
      return new RunEnd.ArmsFailed(receipt, notDone);
    }
    return done == 0 && cancelled > 0
        ? new RunEnd.Cancelled(Optional.of(receipt), notDone)
        : new RunEnd.Done(receipt, notDone);
  }
}
