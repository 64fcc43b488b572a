package dev.aftlab.worker.run;

import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.workflows.sweep.ControlEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The record of a run, {@code run.json} in its folder.
 *
 * @param id the run's name
 * @param experiment the experiment's name
 * @param source name or file of the experiment, as typed
 * @param settings its overrides, {@code path=value} each
 * @param space identifier of the stored plan of the search space
 * @param pages identifiers of the stored plans of the run's pages, as far as they are known here
 * @param arms distinct arms: of the search space, and of the pages when the run has ended
 * @param points points of the experiment, including equivalent ones
 * @param started ISO-8601 in UTC
 * @param process identifier of the process that runs it; for a run on a server, of the process that
 *     started it
 * @param server address of its Temporal server; empty when that is inside its process
 * @param ended ISO-8601 in UTC; empty while it runs
 * @param end how it ended; empty while it runs
 * @param events its control commands
 */
public record RunRecord(
    String id,
    String experiment,
    String source,
    List<String> settings,
    String space,
    List<String> pages,
    int arms,
    int points,
    String started,
    long process,
    Optional<String> server,
    Optional<String> ended,
    Optional<RunEnd> end,
    List<ControlEvent> events) {

  /** Makes the lists unmodifiable. */
  public RunRecord {
    settings = List.copyOf(settings);
    pages = List.copyOf(pages);
    events = List.copyOf(events);
  }

  /**
   * The same run with the pages that were seen of it; those that are known when none were.
   *
   * @param seen identifiers of the stored plans of its pages
   * @param distinctArms how many distinct arms the run has
   */
  public RunRecord withPages(List<String> seen, int distinctArms) {
    return seen.isEmpty()
        ? this
        : new RunRecord(
            id,
            experiment,
            source,
            settings,
            space,
            seen,
            distinctArms,
            points,
            started,
            process,
            server,
            ended,
            end,
            events);
  }

  /** A copy with its end. */
  public RunRecord ended(RunEnd how, Instant when, List<ControlEvent> events) {
    return ended(Optional.of(how), Optional.of(when.toString()), events);
  }

  private RunRecord ended(Optional<RunEnd> how, Optional<String> when, List<ControlEvent> all) {
    return new RunRecord(
        id,
        experiment,
        source,
        settings,
        space,
        pages,
        arms,
        points,
        started,
        process,
        server,
        when,
        how,
        all);
  }

  /**
   * How it ended, also when the process that should be running it has exited. A run on a server
   * needs no process of this machine: only that server knows whether it is lost.
   */
  public Optional<RunEnd> endNow() {
    boolean lost = end.isEmpty() && server.isEmpty() && !alive();
    return lost ? Optional.of(new RunEnd.Lost()) : end;
  }

  /** Its state by {@link #endNow}. */
  public RunState stateNow() {
    return endNow().map(RunEnd::state).orElse(RunState.RUNNING);
  }

  /** What it requested and executed; empty until it has ended. */
  Optional<Receipt> receipt() {
    return end.flatMap(RunEnd::counted);
  }

  /** The arms that are not done; empty until it has ended. */
  List<ArmResult> notDone() {
    return end.map(RunEnd::notDone).orElse(List.of());
  }

  /** The command that started it, which also resumes it. */
  String command() {
    StringBuilder command = new StringBuilder("aft run ").append(Formats.shell(source));
    settings.forEach(setting -> command.append(" --set ").append(Formats.shell(setting)));
    return command.toString();
  }

  /** A copy with a second end, after corrupt results were recomputed. */
  RunRecord madeAgain(RunRecord rest) {
    List<ControlEvent> all = new ArrayList<>(events);
    all.addAll(rest.events());
    Optional<RunEnd> total = rest.end().map(last -> receipt().map(last::after).orElse(last));
    return ended(total, rest.ended(), all);
  }

  private boolean alive() {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }
}
