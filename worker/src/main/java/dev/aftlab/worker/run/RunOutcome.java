package dev.aftlab.worker.run;

import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.workflows.client.RunCompletion;
import dev.aftlab.workflows.sweep.ControlEvent;
import dev.aftlab.workflows.sweep.SweepResult;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/** Records the end of a run's workflow. */
public final class RunOutcome {
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
      return run.withPages(sweep.pages(), sweep.total()).ended(sweep.end(), when, sweep.events());
    } catch (RuntimeException failure) {
      LoggerFactory.getLogger(RunOutcome.class)
          .warn("the run's workflow ended with a failure", failure);
      RunEnd end = RunCompletion.of(failure);
      return run.ended(end, when, seen);
    }
  }
}
