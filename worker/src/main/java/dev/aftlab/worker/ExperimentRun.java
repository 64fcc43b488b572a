package dev.aftlab.worker;

import dev.aftlab.activities.Workbench;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.worker.progress.ProgressView;
import dev.aftlab.workflows.ArmEnd;
import dev.aftlab.workflows.Receipt;
import dev.aftlab.workflows.SweepRequest;
import dev.aftlab.workflows.SweepResult;
import dev.aftlab.workflows.SweepWorkflow;
import dev.aftlab.workflows.TaskQueues;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.Failures;
import dev.aftlab.workflows.activity.Pace;
import dev.aftlab.workflows.activity.StepFailure;
import dev.aftlab.workflows.activity.TrackingTarget;
import dev.aftlab.workflows.client.RunWatch;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
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
import org.slf4j.LoggerFactory;

/** One run of an experiment: starts its workflow, shows it while it goes on, stops it when asked, and keeps its record. */
final class ExperimentRun {
  private static final int ARMS_IN_FLIGHT = 32;

  /** Between two looks at the end and at Ctrl-C. */
  private static final Duration TICK = Duration.ofMillis(50);

  /** Between two looks at the progress; more when looking takes long, so that it costs a few per cent at most. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);
  private static final int LOOK_SHARE = 20;
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(5);

  private final Session session;
  private final Workbench workbench;
  private final Wiring wiring;
  private final PrintWriter people;
  private final Asked asked;
  private final Pace pace;
  private final RunFolder runs;

  ExperimentRun(Session session, Workbench workbench, Wiring wiring, PrintWriter people, Asked asked, Pace pace) {
    this.pace = pace;
    this.session = session;
    this.workbench = workbench;
    this.wiring = wiring;
    this.people = people;
    this.asked = asked;
    runs = new RunFolder(session.home());
  }

  /**
   * What was typed.
   *
   * @param source name or file of the experiment
   * @param settings {@code path=value} each
   * @param tracking where the run is shown
   */
  record Asked(String source, List<String> settings, TrackingTarget tracking) {}

  /** Runs to the end, or until it is interrupted; returns the record as it was kept. */
  RunRecord execute(Plan plan) {
    RunRecord run = begin(plan);
    people.println("run " + run.id() + ", Temporal " + wiring.server().place());
    people.flush();
    RunRecord ended = follow(run);
    runs.save(ended);
    return ended;
  }

  private RunRecord begin(Plan plan) {
    Instant now = Instant.now();
    RunRecord run =
        new RunRecord(
            RunFolder.newId(plan.experiment(), now), plan.experiment(), asked.source(), asked.settings(), workbench.putPlan(plan), RunRecord.State.RUNNING,
            plan.distinctArms().size(), plan.arms().size(), now.toString(), Optional.empty(), ProcessHandle.current().pid(), Optional.empty(), List.of());
    runs.save(run);
    runs.write(run.id(), "resolved.json", Json.pretty(plan) + "\n");
    return run;
  }

  private RunRecord follow(RunRecord run) {
    session.interruption().listen();
    WorkflowClient client = wiring.server().client();
    WorkflowOptions options = WorkflowOptions.newBuilder().setWorkflowId(WorkflowIds.sweep(run.id())).setTaskQueue(TaskQueues.CONTROL).build();
    SweepWorkflow sweep = client.newWorkflowStub(SweepWorkflow.class, options);
    WorkflowClient.start(sweep::run, SweepRequest.of(run.plan(), run.id(), workbench.storeId(), ARMS_IN_FLIGHT).withPace(pace).tracked(asked.tracking()));
    WorkflowStub stub = WorkflowStub.fromTyped(sweep);
    CompletableFuture<SweepResult> result = stub.getResultAsync(SweepResult.class);
    watch(run, new RunWatch(client), result);
    if (!result.isDone()) {
      people.println("stopping at the next step…");
      people.flush();
      return interrupted(run, stub, result);
    }
    return ended(run, result);
  }

  private void watch(RunRecord run, RunWatch watch, CompletableFuture<SweepResult> result) {
    long start = System.nanoTime();
    long next = start + LOOK.toNanos();
    try (ProgressView view = ProgressView.of(people, session.terminal() && people == session.out(), session.colours())) {
      while (!result.isDone() && !session.interruption().await(TICK)) {
        long now = System.nanoTime();
        if (now >= next) {
          look(run, watch, view, Duration.ofNanos(now - start));
          long took = System.nanoTime() - now;
          next = now + Math.clamp(took * LOOK_SHARE, LOOK.toNanos(), LONGEST_LOOK.toNanos());
        }
      }
    }
  }

  private static void look(RunRecord run, RunWatch watch, ProgressView view, Duration elapsed) {
    try {
      view.show(watch.look(run.id()), elapsed);
    } catch (RuntimeException away) {
      // A server that is away for a while, or busy, must not end the run: the next look tells.
      LoggerFactory.getLogger(ExperimentRun.class).warn("the run's progress cannot be looked at", away);
    }
  }

  private RunRecord interrupted(RunRecord run, WorkflowStub stub, CompletableFuture<SweepResult> result) {
    workbench.stop();
    try {
      stub.cancel();
      result.get(CANCEL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException stopped) {
      LoggerFactory.getLogger(ExperimentRun.class).debug("the run was stopped", stopped);
    }
    return run.ended(RunRecord.State.INTERRUPTED, Instant.now().toString(), Optional.empty(), List.of());
  }

  private RunRecord ended(RunRecord run, CompletableFuture<SweepResult> result) {
    try {
      SweepResult sweep = result.join();
      RunRecord.State state = sweep.failed() > 0 ? RunRecord.State.FAILED : sweep.cancelled() > 0 ? RunRecord.State.INTERRUPTED : RunRecord.State.DONE;
      return run.ended(state, Instant.now().toString(), Optional.of(sweep.receipt()), sweep.notDone());
    } catch (RuntimeException failure) {
      return failed(run, failure);
    }
  }

  private RunRecord failed(RunRecord run, RuntimeException failure) {
    LoggerFactory.getLogger(ExperimentRun.class).warn("the run's workflow ended with a failure", failure);
    RunRecord.State state = Failures.cancelled(failure) ? RunRecord.State.INTERRUPTED : RunRecord.State.FAILED;
    StepFailure told = Failures.of(failure);
    List<ArmEnd> whole =
        state == RunRecord.State.FAILED ? List.of(new ArmEnd(0, "the whole run", ArmEnd.Status.FAILED, told.type(), told.message())) : List.of();
    return run.ended(state, Instant.now().toString(), Optional.<Receipt>empty(), whole);
  }
}
