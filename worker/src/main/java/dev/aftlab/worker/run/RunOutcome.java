package dev.aftlab.worker.run;

import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.StepFailure;
import dev.aftlab.workflows.sweep.ArmEnd;
import dev.aftlab.workflows.sweep.ControlEvent;
import dev.aftlab.workflows.sweep.SweepResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/** Records the end of a run's workflow. */
public final class RunOutcome {

  /** The title of the entry where the run failed as a whole. */
  static final String WHOLE = "the whole run";

  private RunOutcome() {}

  /**
   * The record of an ended run.
   *
   * @param run the record so far
   * @param result the completed result of its workflow
   * @param seen its control commands, for an end without them
   * @param when the end time
   */
  public static RunRecord of(
      RunRecord run, CompletableFuture<SweepResult> result, List<ControlEvent> seen, Instant when) {
    try {
      SweepResult sweep = result.join();
      return run.withPages(sweep.pages(), sweep.total())
          .ended(
              state(sweep),
              when.toString(),
              Optional.of(sweep.receipt()),
              sweep.notDone(),
              sweep.events());
    } catch (RuntimeException failure) {
      return failed(run, failure, seen, when);
    }
  }

  private static RunRecord.State state(SweepResult sweep) {
    return switch (sweep.phase()) {
      case FAILED -> RunRecord.State.FAILED;
      case STOPPED -> RunRecord.State.INTERRUPTED;
      case DONE, RUNNING, PAUSED -> RunRecord.State.DONE;
    };
  }

  private static RunRecord failed(
      RunRecord run, RuntimeException failure, List<ControlEvent> seen, Instant when) {
    LoggerFactory.getLogger(RunOutcome.class)
        .warn("the run's workflow ended with a failure", failure);
    RunRecord.State state =
        Failures.cancelled(failure) ? RunRecord.State.INTERRUPTED : RunRecord.State.FAILED;
    StepFailure failed = Failures.of(failure);
    List<ArmEnd> whole =
        state == RunRecord.State.FAILED
            ? List.of(new ArmEnd(0, WHOLE, ArmEnd.Status.FAILED, failed.type(), failed.message()))
            : List.of();
    return run.ended(state, when.toString(), Optional.empty(), whole, seen);
  }
}
