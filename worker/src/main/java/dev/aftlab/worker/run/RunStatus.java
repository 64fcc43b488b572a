package dev.aftlab.worker.run;

import dev.aftlab.workflows.client.ListedRun;
import dev.aftlab.workflows.client.RunMonitor.RunView;
import dev.aftlab.workflows.sweep.ArmEnd;
import dev.aftlab.workflows.sweep.ControlEvent;
import dev.aftlab.workflows.sweep.Receipt;
import dev.aftlab.workflows.sweep.SweepProgress;
import dev.aftlab.workflows.sweep.SweepResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a run stands; {@code aft status --json} prints it.
 *
 * @param run its name
 * @param experiment the experiment; empty when unknown
 * @param state how it stands
 * @param where the server's address, or the process that has or had it
 * @param started ISO-8601 in UTC
 * @param ended ISO-8601 in UTC; empty while it runs
 * @param arms how many arms, by how they stand; empty when nobody told
 * @param receipt what was asked for, executed and reused so far; empty when nobody told
 * @param steps the distinct steps that its arms wait for
 * @param notDone arms that did not end well; known when the run has ended
 * @param events what people asked of it while it went on
 * @param note what else a reader must know; may be empty
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
    List<ArmEnd> notDone,
    List<ControlEvent> events,
    String note) {

  /**
   * How many arms.
   *
   * @param total all distinct ones
   * @param done ended well
   * @param failed failed
   * @param cancelled stopped one by one
   * @param inFlight under way
   */
  record Arms(int total, int done, int failed, int cancelled, int inFlight) {}

  /** What the server's list says, and nothing else. */
  static RunStatus listed(ListedRun run, String where, String note) {
    return new RunStatus(
        run.run(),
        run.experiment(),
        RunState.of(run.phase()),
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

  /** What a run says that goes on; {@code steps} belong to the same moment. */
  RunStatus live(RunView view, List<StepStatus> working) {
    SweepProgress sweep = view.sweep();
    Arms now =
        new Arms(
            sweep.total(), sweep.done(), sweep.failed(), sweep.cancelled(), sweep.running().size());
    RunState standing =
        ended.isPresent() ? state : sweep.control().paused() ? RunState.PAUSED : RunState.RUNNING;
    return new RunStatus(
        run,
        experiment,
        standing,
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

  /** What a run left when it ended. */
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

  /** The same, with something that a reader must know. */
  RunStatus noted(String words) {
    return new RunStatus(
        run,
        experiment,
        state,
        where,
        started,
        ended,
        arms,
        receipt,
        steps,
        notDone,
        events,
        words);
  }

  /** What a run's record says. */
  public static RunStatus recorded(RunRecord run, String note) {
    String where = run.server().orElse("inside process " + run.process());
    RunState standing = RunState.of(run.stateNow());
    return new RunStatus(
        run.id(),
        run.experiment(),
        standing,
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

  /** Who paused it, when it is paused. */
  Optional<ControlEvent> pausedBy() {
    return state == RunState.PAUSED
        ? events.reversed().stream().filter(event -> event.what().equals("paused")).findFirst()
        : Optional.empty();
  }
}
