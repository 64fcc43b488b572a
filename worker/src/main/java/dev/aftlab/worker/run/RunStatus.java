package dev.aftlab.worker.run;

import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.workflows.client.ListedRun;
import dev.aftlab.workflows.client.RunMonitor.RunView;
import dev.aftlab.workflows.sweep.ControlEvent;
import dev.aftlab.workflows.sweep.SweepProgress;
import dev.aftlab.workflows.sweep.SweepResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The status of a run, as {@code aft status --json} prints it.
 *
 * @param run its name
 * @param experiment the experiment; empty when unknown
 * @param state its state
 * @param where the server's address, or the process that runs or ran it
 * @param started ISO-8601 in UTC
 * @param ended ISO-8601 in UTC; empty while it runs
 * @param arms the number of arms by state; empty when unknown
 * @param receipt requested, executed and reused steps so far; empty when unknown
 * @param steps the distinct steps that its arms wait for
 * @param notDone incomplete arms; known when the run has ended
 * @param events its control commands
 * @param note a further note; may be empty
 */
public record RunStatus(
    String run,
    String experiment,
    RunState state,
    String where,
    String started,
    Optional<String> ended,
    Optional<Arms> arms,
    Optional<Receipt> receipt,
    List<StepStatus> steps,
    List<ArmResult> notDone,
    List<ControlEvent> events,
    String note) {

  /**
   * How many arms.
   *
   * @param total all distinct ones
   * @param done completed ones
   * @param failed failed
   * @param cancelled individually stopped ones
   * @param inFlight running ones
   */
  record Arms(int total, int done, int failed, int cancelled, int inFlight) {}

  /** The status by the server's list only. */
  static RunStatus listed(ListedRun run, String where, String note) {
    return new RunStatus(
        run.run(),
        run.experiment(),
        run.state(),
        where,
        run.started().toString(),
        run.ended().map(Instant::toString),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        note);
  }

  /** The status of a running run; {@code steps} are of the same time. */
  RunStatus live(RunView view, List<StepStatus> working) {
    SweepProgress sweep = view.sweep();
    Arms now =
        new Arms(
            sweep.total(), sweep.done(), sweep.failed(), sweep.cancelled(), sweep.running().size());
    RunState current =
        ended.isPresent() ? state : sweep.control().paused() ? RunState.PAUSED : RunState.RUNNING;
    return new RunStatus(
        run,
        experiment,
        current,
        where,
        started,
        ended,
        Optional.of(now),
        Optional.of(view.receipt()),
        working,
        notDone,
        sweep.control().events(),
        note);
  }

  /** The status of an ended run. */
  RunStatus ended(SweepResult result) {
    Arms all = new Arms(result.total(), result.done(), result.failed(), result.cancelled(), 0);
    return new RunStatus(
        run,
        experiment,
        state,
        where,
        started,
        ended,
        Optional.of(all),
        Optional.of(result.receipt()),
        steps,
        result.notDone(),
        result.events(),
        note);
  }

  /** A copy with a note. */
  RunStatus noted(String note) {
    return new RunStatus(
        run, experiment, state, where, started, ended, arms, receipt, steps, notDone, events, note);
  }

  /** The status by the run's record only. */
  public static RunStatus recorded(RunRecord run, String note) {
    String where = run.server().orElse("inside process " + run.process());
    return new RunStatus(
        run.id(),
        run.experiment(),
        run.stateNow(),
        where,
        run.started(),
        run.ended(),
        Optional.empty(),
        run.receipt(),
        List.of(),
        run.notDone(),
        run.events(),
        note);
  }

  /** The pause command, when it is paused. */
  Optional<ControlEvent> pausedBy() {
    return state == RunState.PAUSED
        ? events.reversed().stream().filter(ControlEvent::pauses).findFirst()
        : Optional.empty();
  }
}
