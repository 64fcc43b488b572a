package dev.aftlab.worker.run;

import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.RunEnd;
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
 * Runs an experiment: starts its workflow, shows its progress, stops it on request, and keeps its
 * record.
 */
public final class ExperimentRun {
  private static final int MOST_NAMED = 5;
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(5);

  private final CommandContext session;
  private final ActivityRuntime runtime;
  private final TemporalSession temporalSession;
  private final PrintWriter console;
  private final Arguments arguments;
  private final RunFolder runs;

  public ExperimentRun(
      CommandContext session,
      ActivityRuntime runtime,
      TemporalSession temporalSession,
      PrintWriter console,
      Arguments arguments) {
    this.session = session;
    this.runtime = runtime;
    this.temporalSession = temporalSession;
    this.console = console;
    this.arguments = arguments;
    runs = new RunFolder(session);
  }

  /**
   * What was typed.
   *
   * @param source name or file of the experiment
   * @param settings {@code path=value} each
   * @param tracking the tracking target
   * @param timings timings
   * @param armsInFlight maximum number of arms that run concurrently
   */
  public record Arguments(
      String source,
      List<String> settings,
      TrackingTarget tracking,
      RunTimings timings,
      int armsInFlight) {}

  /** Runs to the end, or until it is interrupted; returns the stored record. */
  public RunRecord execute(Plan plan) {
    RunRecord run = begin(plan);
    console.println("run " + run.id() + ", Temporal " + temporalSession.server().place());
    console.flush();
    RunRecord ended = follow(run);
    runs.save(ended);
    return ended;
  }

  /**
   * Continues a run that has ended, after its results were found corrupt or missing; returns the
   * stored record.
   */
  public RunRecord again(RunRecord ended, List<String> arms) {
    String which =
        arms.size() > MOST_NAMED ? Formats.count(arms.size(), "arm") : String.join(", ", arms);
    console.println("corrupt or missing since: the results of " + which + "; recomputing them");
    console.flush();
    RunRecord again = ended.madeAgain(follow(ended));
    runs.save(again);
    return again;
  }

  /** Starts it on a server with other workers, prints how to follow it, and returns. */
  public RunRecord detach(Plan plan) {
    RunRecord run = begin(plan);
    launch(run);
    console.println(
        "run " + run.id() + " has started, Temporal " + temporalSession.server().place());
    console.println("  aft watch " + run.id() + "      shows its progress and the final table");
    console.println("  aft status " + run.id() + "     shows its state");
    console.flush();
    return run;
  }

  private RunRecord begin(Plan space) {
    Instant now = Instant.now();
    String spaceId = runtime.putPlan(space);
    RunRecord run =
        new RunRecord(
            RunFolder.newId(space.experiment(), now),
            space.experiment(),
            arguments.source(),
            arguments.settings(),
            spaceId,
            List.of(runtime.firstPage(spaceId).plan()),
            space.distinctArms().size(),
            space.arms().size(),
            now.toString(),
            ProcessHandle.current().pid(),
            temporalSession.server().address(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    runs.save(run);
    runs.write(run.id(), "resolved.json", Json.pretty(space) + "\n");
    return run;
  }

  private WorkflowStub launch(RunRecord run) {
    SweepRequest request =
        SweepRequest.of(
                run.space(),
                runtime.firstPage(run.space()),
                run.id(),
                runtime.storeId(),
                arguments.armsInFlight())
            .withPace(arguments.timings())
            .tracked(arguments.tracking());
    return new SweepStart(session, temporalSession.server()).start(run, request);
  }

  private RunRecord follow(RunRecord run) {
    session.interruption().listen();
    WorkflowStub stub = launch(run);
    CompletableFuture<SweepResult> result = stub.getResultAsync(SweepResult.class);
    WorkflowClient client = temporalSession.server().client();
    Optional<QueuePollers> pollers =
        temporalSession.workers().isEmpty()
            ? Optional.of(new QueuePollers(client))
            : Optional.empty();
    Consumer<List<String>> keep = pages -> runs.save(run.withPages(pages, run.arms()));
    RunScreen screen = new RunScreen(session, console, new RunMonitor(client), pollers, keep);
    screen.show(run.id(), Duration.ZERO, result);
    RunRecord seen = run.withPages(screen.pages(), run.arms());
    if (!result.isDone()) {
      console.println("stopping at the next step…");
      console.flush();
      return interrupted(seen, stub, result, screen.events());
    }
    return RunOutcome.of(seen, result, screen.events(), Instant.now());
  }

  private RunRecord interrupted(
      RunRecord run,
      WorkflowStub stub,
      CompletableFuture<SweepResult> result,
      List<ControlEvent> seen) {
    runtime.stop();
    try {
      stub.cancel();
      result.get(CANCEL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException stopped) {
      LoggerFactory.getLogger(ExperimentRun.class).debug("the run was stopped", stopped);
    }
    return run.ended(new RunEnd.Interrupted(), Instant.now(), seen);
  }
}
