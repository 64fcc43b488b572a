package dev.aftlab.workflows.sweep;

import dev.aftlab.workflows.activity.RunEnding;
import dev.aftlab.workflows.activity.RunEnding.How;
import java.util.List;

/**
 * How a run ended.
 *
 * @param pages identifiers of the stored plans of the pages
 * @param total distinct arms of all pages
 * @param done arms that ended well
 * @param failed arms that failed
 * @param cancelled arms that were cancelled one by one
 * @param notDone the failed and cancelled arms, the first {@value #MOST_LISTED} of them
 * @param receipt requested, executed and reused steps
 * @param events the control commands that the run received
 */
public record SweepResult(
    List<String> pages,
    int total,
    int done,
    int failed,
    int cancelled,
    List<ArmEnd> notDone,
    Receipt receipt,
    List<ControlEvent> events) {

  /** Maximum number of listed arms that are not done: a payload stays below 100 kB. */
  public static final int MOST_LISTED = 80;

  /** How the run ended as a whole. Stopped arms leave it done, unless no other arm is. */
  public RunPhase phase() {
    if (failed > 0) {
      return RunPhase.FAILED;
    }
    return done == 0 && cancelled > 0 ? RunPhase.STOPPED : RunPhase.DONE;
  }

  /** The same for those who show the run. */
  public RunEnding ending() {
    List<RunEnding.ArmFault> faults =
        notDone.stream().map(arm -> new RunEnding.ArmFault(arm.title(), arm.cause())).toList();
    return new RunEnding(how(), receipt.sentences(), faults);
  }

  private How how() {
    return switch (phase()) {
      case FAILED -> How.FAILED;
      case STOPPED -> How.STOPPED;
      case DONE, RUNNING, PAUSED -> How.DONE;
    };
  }
}
