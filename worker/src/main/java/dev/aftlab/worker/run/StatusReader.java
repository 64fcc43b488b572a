package dev.aftlab.worker.run;

import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ServiceException;
import dev.aftlab.worker.cli.TimeLimit;
import dev.aftlab.worker.runtime.ActivityRuntime;
import dev.aftlab.worker.temporal.RemoteTemporal;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.client.ListedRun;
import dev.aftlab.workflows.client.RunMonitor;
import dev.aftlab.workflows.client.RunMonitor.RunView;
import dev.aftlab.workflows.sweep.RunMemo;
import dev.aftlab.workflows.sweep.SweepResult;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the state of a run from the server, its workflows and the store. */
public final class StatusReader {
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final CommandContext session;
  private final RemoteTemporal server;

  public StatusReader(CommandContext session, RemoteTemporal server) {
    this.session = session;
    this.server = server;
  }

  /** The current state of the run. If no worker answers, only that of the server, with a note. */
  public RunStatus read(ListedRun run) {
    RunStatus listed = RunStatus.listed(run, server.address().orElse(""), "");
    return run.state().ended() ? ended(run, listed) : live(run, listed);
  }

  private RunStatus live(ListedRun run, RunStatus listed) {
    try {
      RunView view = query(run.run());
      return listed.live(view, steps(run, view));
    } catch (ServiceException | WorkflowException nobody) {
      return listed.noted(
          "no worker of the control queue answers, so only the server's list is known; start one"
              + " with: aft worker");
    }
  }

  private RunStatus ended(ListedRun run, RunStatus listed) {
    try {
      WorkflowClient client = server.client();
      return listed.ended(
          client.newUntypedWorkflowStub(WorkflowIds.sweep(run.run())).getResult(SweepResult.class));
    } catch (WorkflowFailedException failed) {
      return lastSeen(run, listed);
    }
  }

  /** A run that was stopped or failed as a whole has no result, but can still be queried. */
  private RunStatus lastSeen(ListedRun run, RunStatus listed) {
    try {
      return listed.live(query(run.run()), List.of());
    } catch (ServiceException | WorkflowException nobody) {
      return listed;
    }
  }

  private RunView query(String run) {
    return TimeLimit.answer(
        LONGEST, "no worker answers", () -> new RunMonitor(server.client()).query(run));
  }

  private List<StepStatus> steps(ListedRun run, RunView view) {
    Optional<RunMemo> memo = run.memo();
    if (memo.isEmpty() || !session.hasStore()) {
      return view.steps().stream().map(step -> StepStatus.of(step, Optional.empty())).toList();
    }
    try (ActivityRuntime runtime = ActivityRuntime.open(CommonOptions.readingOnly(session))) {
      Optional<Plan> plan =
          Optional.of(memo.get())
              .filter(known -> known.store().equals(runtime.storeId()))
              .map(known -> runtime.plan(known.space()));
      return view.steps().stream()
          .map(step -> StepStatus.of(step, plan.flatMap(known -> checkpoint(runtime, known, step))))
          .toList();
    }
  }

  /** Only trainings have checkpoints; other steps have shards. */
  private static Optional<Long> checkpoint(
      ActivityRuntime runtime, Plan plan, RunMonitor.StepView view) {
    return Optional.ofNullable(plan.byFingerprint().get(view.waited().fingerprint()))
        .filter(step -> step.kind() == StepKind.TRAIN)
        .map(step -> runtime.reached(step.fingerprint()))
        .filter(position -> position > 0);
  }
}
