package dev.aftlab.worker.run;

import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.worker.runtime.ActivityRuntime;
import dev.aftlab.worker.runtime.TemporalSession;
import dev.aftlab.worker.temporal.QueuePollers;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.TrackingTarget;
import dev.aftlab.workflows.client.RunMonitor;
import dev.aftlab.workflows.sweep.ControlEvent;
import dev.aftlab.workflows.sweep.SweepRequest;
import dev.aftlab.workflows.sweep.SweepResult;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * One run of an experiment: starts its workflow, shows it while it goes on, stops it when asked,
 * and keeps its record.
 */
public final class ExperimentRun {
  private static final int MOST_NAMED = 5;
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(5);

  private final CommandContext session;
  private final ActivityRuntime workbench;
  private final TemporalSession wiring;
  private final PrintWriter people;
  private final Asked asked;
  private final RunFolder runs;

  public ExperimentRun(
      CommandContext session,
      ActivityRuntime workbench,
      TemporalSession wiring,
      PrintWriter people,
      Asked asked) {
    this.session = session;
    this.workbench = workbench;
    this.wiring = wiring;
    this.people = people;
    this.asked = asked;
    runs = new RunFolder(session);
  }

  /**
   * What was typed.
   *
   * @param source name or file of the experiment
   * @param settings {@code path=value} each
   * @param tracking where the run is shown
   * @param pace waiting times
   * @param armsInFlight arms that are under way at once
   */
  public record Asked(
      String source,
      List<String> settings,
      TrackingTarget tracking,
      RunTimings pace,
      int armsInFlight) {}

  /** Runs to the end, or until it is interrupted; returns the record as it was kept. */
  public RunRecord execute(Plan plan) {
    RunRecord run = begin(plan);
    people.println("run " + run.id() + ", Temporal " + wiring.server().place());
    people.flush();
    RunRecord ended = follow(run);
    runs.save(ended);
    return ended;
  }

  /**
   * Goes on with a run that has ended, after results of it were found damaged or gone; returns the
   * record as it was kept.
   */
  public RunRecord again(RunRecord ended, List<String> arms) {
    String which =
        arms.size() > MOST_NAMED ? Formats.count(arms.size(), "arm") : String.join(", ", arms);
    people.println("damaged or gone since: the results of " + which + "; they are made again");
    people.flush();
    RunRecord again = ended.madeAgain(follow(ended));
    runs.save(again);
    return again;
  }

  /** Starts it on a server where others work, says how to follow it, and leaves it alone. */
  public RunRecord detach(Plan plan) {
    RunRecord run = begin(plan);
    launch(run);
    people.println("run " + run.id() + " has started, Temporal " + wiring.server().place());
    people.println("  aft watch " + run.id() + "     shows it, and its table in the end");
    people.println("  aft status " + run.id() + "    says how it stands");
    people.flush();
    return run;
  }

  private RunRecord begin(Plan space) {
    Instant now = Instant.now();
    String spaceId = workbench.putPlan(space);
    RunRecord run =
        new RunRecord(
            RunFolder.newId(space.experiment(), now),
            space.experiment(),
            asked.source(),
            asked.settings(),
            spaceId,
            List.of(workbench.firstPage(spaceId).plan()),
            RunRecord.State.RUNNING,
            space.distinctArms().size(),
            space.arms().size(),
            now.toString(),
            Optional.empty(),
            ProcessHandle.current().pid(),
            Optional.empty(),
            List.of(),
            wiring.server().address(),
            List.of());
    runs.save(run);
    runs.write(run.id(), "resolved.json", Json.pretty(space) + "\n");
    return run;
  }

  private WorkflowStub launch(RunRecord run) {
    SweepRequest request =
        SweepRequest.of(
                run.space(),
                workbench.firstPage(run.space()),
                run.id(),
                workbench.storeId(),
                asked.armsInFlight())
            .withPace(asked.pace())
            .tracked(asked.tracking());
    return new SweepStart(session, wiring.server()).start(run, request);
  }

  private RunRecord follow(RunRecord run) {
    session.interruption().listen();
    WorkflowStub stub = launch(run);
    CompletableFuture<SweepResult> result = stub.getResultAsync(SweepResult.class);
    WorkflowClient client = wiring.server().client();
    Optional<QueuePollers> others =
        wiring.workers().isEmpty() ? Optional.of(new QueuePollers(client)) : Optional.empty();
    Consumer<List<String>> keep = pages -> runs.save(run.withPages(pages, run.arms()));
    RunScreen screen = new RunScreen(session, people, new RunMonitor(client), others, keep);
    screen.show(run.id(), Duration.ZERO, result);
    RunRecord seen = run.withPages(screen.pages(), run.arms());
    if (!result.isDone()) {
      people.println("stopping at the next step…");
      people.flush();
      return interrupted(seen, stub, result, screen.events());
    }
    return RunOutcome.of(seen, result, screen.events(), Instant.now());
  }

  private RunRecord interrupted(
      RunRecord run,
      WorkflowStub stub,
      CompletableFuture<SweepResult> result,
      List<ControlEvent> seen) {
    workbench.stop();
    try {
      stub.cancel();
      result.get(CANCEL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException stopped) {
      LoggerFactory.getLogger(ExperimentRun.class).debug("the run was stopped", stopped);
    }
    return run.ended(
        RunRecord.State.INTERRUPTED, Instant.now().toString(), Optional.empty(), List.of(), seen);
  }
}
