package dev.aftlab.worker.run;

import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.workflows.client.ListedRun;
import dev.aftlab.workflows.sweep.RunMemo;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of {@code aft ls}, also in its JSON.
 *
 * @param id the run's name
 * @param experiment the experiment; empty when unknown to the server
 * @param state its state; that of the server if it has the run
 * @param started ISO-8601 in UTC
 * @param ended ISO-8601 in UTC; empty while it runs
 * @param arms distinct arms; 0 when unknown
 * @param notDone incomplete arms, as far as this folder's record has them
 * @param receipt requested, executed and reused steps, if this folder's record has them
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

  /** A run that is only in this folder's records. */
  static RunListEntry of(RunRecord run) {
    RunState state = run.stateNow();
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

  /** A run that is only on the server. */
  static RunListEntry of(ListedRun run, String address) {
    return new RunListEntry(
        run.run(),
        run.experiment(),
        run.state(),
        run.started().toString(),
        run.ended().map(Instant::toString),
        run.memo().map(RunMemo::arms).orElse(0),
        0,
        Optional.empty(),
        address);
  }

  /** A copy with the server's data. */
  RunListEntry on(ListedRun there, String address) {
    return new RunListEntry(
        id,
        experiment,
        there.state(),
        started,
        there.ended().map(Instant::toString),
        arms,
        notDone,
        receipt,
        address);
  }

  /** A copy whose server no longer has the run. */
  RunListEntry lost() {
    return new RunListEntry(
        id, experiment, RunState.LOST, started, ended, arms, notDone, receipt, where);
  }
}
