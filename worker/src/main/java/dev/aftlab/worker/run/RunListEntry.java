package dev.aftlab.worker.run;

import dev.aftlab.workflows.client.ListedRun;
import dev.aftlab.workflows.sweep.Receipt;
import dev.aftlab.workflows.sweep.RunMemo;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of {@code aft ls}, and one element of what {@code --json} prints.
 *
 * @param id the run's name
 * @param experiment the experiment; empty when the server does not know it
 * @param state how it stands; the server's word counts where it has the run
 * @param started ISO-8601 in UTC
 * @param ended ISO-8601 in UTC; empty while it runs
 * @param arms distinct arms; 0 when unknown
 * @param notDone arms that did not end well, as far as this folder knows
 * @param receipt what was asked for, executed and reused, when this folder knows
 * @param where the server's address, the process that runs it, or this folder
 */
public record RunListEntry(
    String id,
    String experiment,
    RunState state,
    String started,
    Optional<String> ended,
    int arms,
    int notDone,
    Optional<Receipt> receipt,
    String where) {

  /** A run that this folder alone knows. */
  static RunListEntry of(RunRecord run) {
    RunState state = RunState.of(run.stateNow());
    String inside = state == RunState.RUNNING ? "process " + run.process() : "here";
    return new RunListEntry(
        run.id(),
        run.experiment(),
        state,
        run.started(),
        run.ended(),
        run.arms(),
        run.notDone().size(),
        run.receipt(),
        run.server().orElse(inside));
  }

  /** A run that the server alone knows. */
  static RunListEntry of(ListedRun run, String address) {
    return new RunListEntry(
        run.run(),
        run.experiment(),
        RunState.of(run.phase()),
        run.started().toString(),
        run.ended().map(Instant::toString),
        run.memo().map(RunMemo::arms).orElse(0),
        0,
        Optional.empty(),
        address);
  }

  /** The same run, as the server knows it too. */
  RunListEntry on(ListedRun there, String address) {
    return new RunListEntry(
        id,
        experiment,
        RunState.of(there.phase()),
        started,
        there.ended().map(Instant::toString),
        arms,
        notDone,
        receipt,
        address);
  }

  /** The same run, of which its server knows nothing any more. */
  RunListEntry lost() {
    return new RunListEntry(
        id, experiment, RunState.LOST, started, ended, arms, notDone, receipt, where);
  }
}
