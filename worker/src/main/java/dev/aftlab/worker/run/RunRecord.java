package dev.aftlab.worker.run;

import dev.aftlab.worker.cli.Formats;
import dev.aftlab.workflows.sweep.ArmEnd;
import dev.aftlab.workflows.sweep.ControlEvent;
import dev.aftlab.workflows.sweep.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The record of a run, in {@code run.json} of its folder.
 *
 * @param id the run's name
 * @param experiment the experiment's name
 * @param source name or file of the experiment, as typed
 * @param settings its overrides, {@code path=value} each
 * @param space identifier of the stored plan of the search space
 * @param pages identifiers of the stored plans of the run's pages, as far as they are known here
 * @param state its state
 * @param arms distinct arms: of the search space, and of the pages when the run has ended
 * @param points points of the experiment, including equivalent ones
 * @param started ISO-8601 in UTC
 * @param ended ISO-8601 in UTC; empty while it runs
 * @param process identifier of the process that runs it; for a run on a server, of the process that
 *     started it
 * @param receipt requested, executed and reused steps; empty until it ended
 * @param notDone the incomplete arms
 * @param server address of its Temporal server; empty when that is inside its process
 * @param events its control commands
 */
public record RunRecord(
    String id,
    String experiment,
    String source,
    List<String> settings,
    String space,
    List<String> pages,
    State state,
    int arms,
    int points,
    String started,
    Optional<String> ended,
    long process,
    Optional<Receipt> receipt,
    List<ArmEnd> notDone,
    Optional<String> server,
    List<ControlEvent> events) {

  /** Earlier versions wrote neither server nor events. */
  public RunRecord {
    pages = List.copyOf(pages);
    notDone = List.copyOf(notDone);
    server = server == null ? Optional.empty() : server;
    events = events == null ? List.of() : List.copyOf(events);
  }

  /** The state of a run. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    INTERRUPTED,
    /** Its process exited unexpectedly. */
    LOST
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
            state,
            distinctArms,
            points,
            started,
            ended,
            process,
            receipt,
            notDone,
            server,
            events);
  }

  /** A copy with its end. */
  public RunRecord ended(
      State how,
      String when,
      Optional<Receipt> total,
      List<ArmEnd> failures,
      List<ControlEvent> events) {
    return new RunRecord(
        id,
        experiment,
        source,
        settings,
        space,
        pages,
        how,
        arms,
        points,
        started,
        Optional.of(when),
        process,
        total,
        failures,
        server,
        events);
  }

  /**
   * The state, or lost when the process that should be running it does not exist. A run on a server
   * does not need its process.
   */
  public State stateNow() {
    return state == State.RUNNING && server.isEmpty() && !alive() ? State.LOST : state;
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
    Optional<Receipt> total =
        receipt.flatMap(first -> rest.receipt().map(first::withAgain)).or(rest::receipt);
    return ended(rest.state(), rest.ended().orElse(""), total, rest.notDone(), all);
  }

  private boolean alive() {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }
}
