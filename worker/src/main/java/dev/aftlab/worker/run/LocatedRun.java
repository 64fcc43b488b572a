package dev.aftlab.worker.run;

import dev.aftlab.experiments.result.RunState;
import dev.aftlab.experiments.text.Suggestions;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.cli.ServiceException;
import dev.aftlab.worker.temporal.RemoteTemporal;
import dev.aftlab.workflows.client.ListedRun;
import dev.aftlab.workflows.client.RunList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Locates a run by its name: on a server or in this folder. */
public sealed interface LocatedRun {

  /** The name that refers to the latest run. */
  String LATEST = "latest";

  /**
   * A run on a server. The connection is open; the caller closes it.
   *
   * @param server the server
   * @param run its entry in the server's list
   */
  record OnServer(RemoteTemporal server, ListedRun run) implements LocatedRun {}

  /**
   * A run that is only in this folder's records.
   *
   * @param record the record
   */
  record Here(RunRecord record) implements LocatedRun {

    /** Explains why the run cannot be reached, and what to do instead. */
    public String unreachable() {
      String run = "run " + record.id();
      RunState state = record.stateNow();
      if (state == RunState.LOST) {
        return run
            + " is lost: process "
            + record.process()
            + " exited unexpectedly. Run the same command again to resume";
      }
      if (state.ended()) {
        return run + " has ended: its run.json says " + state.word();
      }
      return record.server().map(address -> run + elsewhere(address)).orElse(run + embedded());
    }

    private static String elsewhere(String address) {
      return " is on the Temporal server at "
          + address
          + ": set TEMPORAL_ADDRESS="
          + address
          + " to reach it";
    }

    private String embedded() {
      return " has its Temporal server inside process "
          + record.process()
          + ", which other processes cannot reach: its run.json says running since "
          + Formats.moment(record.started())
          + " UTC, and Ctrl-C in that process stops it. Only runs on a Temporal server"
          + " (ops/stack up) can be controlled";
    }
  }

  /**
   * Searches the server, if one is configured, then this folder's runs.
   *
   * @param name a run's name, the beginning of it, or {@code latest}
   * @throws InputException when there is none, with similar names
   * @throws ServiceException when the configured server is unreachable
   */
  static LocatedRun find(CommandContext session, CommonOptions.Server server, String name) {
    RunFolder here = new RunFolder(session);
    if (!RemoteTemporal.isNamed(session.environment(), server.profile())) {
      return new Here(here.find(name));
    }
    return find(session.environment(), server.profile(), here, name);
  }

  private static LocatedRun find(
      Map<String, String> environment, Optional<String> profile, RunFolder here, String name) {
    RemoteTemporal temporal = RemoteTemporal.connect(environment, profile);
    try {
      Optional<ListedRun> there = there(new RunList(temporal.client()), name);
      if (there.isPresent()) {
        return new OnServer(temporal, there.get());
      }
      Here found = new Here(here(here, temporal, name));
      temporal.close();
      return found;
    } catch (RuntimeException failure) {
      temporal.close();
      throw failure;
    }
  }

  private static Optional<ListedRun> there(RunList list, String name) {
    if (name.equals(LATEST)) {
      return list.all().stream().findFirst();
    }
    return list.find(name)
        .or(() -> list.all().stream().filter(run -> run.run().startsWith(name)).findFirst());
  }

  private static RunRecord here(RunFolder here, RemoteTemporal temporal, String name) {
    List<RunRecord> records = here.all();
    return records.stream()
        .filter(run -> name.equals(LATEST) || run.id().startsWith(name))
        .findFirst()
        .orElseThrow(() -> unknown(records, temporal, name));
  }

  private static InputException unknown(
      List<RunRecord> records, RemoteTemporal temporal, String name) {
    List<String> known =
        new ArrayList<>(new RunList(temporal.client()).all().stream().map(ListedRun::run).toList());
    records.stream().map(RunRecord::id).filter(run -> !known.contains(run)).forEach(known::add);
    String hint =
        known.isEmpty() ? "; start one with: aft run quickstart" : Suggestions.hint(name, known);
    return new InputException("no run '" + name + "' on Temporal " + temporal.place() + hint);
  }
}
