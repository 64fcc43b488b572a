package dev.aftlab.worker.command;

import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.run.LocatedRun;
import dev.aftlab.worker.run.RunExit;
import dev.aftlab.worker.run.RunFolder;
import dev.aftlab.worker.run.RunOutcome;
import dev.aftlab.worker.run.RunRecord;
import dev.aftlab.worker.run.RunScreen;
import dev.aftlab.worker.run.RunSummary;
import dev.aftlab.worker.runtime.ActivityRuntime;
import dev.aftlab.worker.temporal.QueuePollers;
import dev.aftlab.worker.temporal.RemoteTemporal;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.client.ListedRun;
import dev.aftlab.workflows.client.RunList;
import dev.aftlab.workflows.client.RunMonitor;
import dev.aftlab.workflows.sweep.RunMemo;
import dev.aftlab.workflows.sweep.SweepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Follows a run on a server until it ends. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description =
        "Follows a run on a Temporal server and prints its table when it ends. Ctrl-C stops"
            + " watching; the run continues.")
public final class WatchCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "A run's name, the beginning of it, or latest.")
  private String run = LocatedRun.LATEST;

  @Mixin private CommonOptions.Server server;

  public WatchCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return switch (LocatedRun.find(session, server, run)) {
      case LocatedRun.Here here -> throw new InputException(here.unreachable());
      case LocatedRun.OnServer there -> watch(there);
    };
  }

  private int watch(LocatedRun.OnServer there) {
    ListedRun found = there.run();
    try (RemoteTemporal temporal = there.server()) {
      session.interruption().listen();
      session.out().println("run " + found.run() + ", Temporal " + temporal.place());
      session.flush();
      CompletableFuture<SweepResult> end =
          temporal
              .client()
              .newUntypedWorkflowStub(WorkflowIds.sweep(found.run()))
              .getResultAsync(SweepResult.class);
      RunScreen screen = screen(temporal);
      screen.show(found.run(), Duration.between(found.started(), Instant.now()), end);
      if (!end.isDone()) {
        session.out().println("stopped watching; run " + found.run() + " continues");
        return session.interruption().exitCode();
      }
      ListedRun last = new RunList(temporal.client()).find(found.run()).orElse(found);
      RunRecord known = record(last, temporal);
      return ended(
          RunOutcome.of(
              known.withPages(screen.pages(), known.arms()),
              end,
              screen.events(),
              last.ended().orElseGet(Instant::now)));
    }
  }

  private RunScreen screen(RemoteTemporal temporal) {
    return new RunScreen(
        session,
        session.out(),
        new RunMonitor(temporal.client()),
        Optional.of(new QueuePollers(temporal.client())),
        pages -> {});
  }

  /** The record in the run's folder, else one made from the server's data. */
  private RunRecord record(ListedRun listed, RemoteTemporal temporal) {
    Optional<RunRecord> here =
        new RunFolder(session)
            .all().stream().filter(known -> known.id().equals(listed.run())).findFirst();
    return here.orElseGet(() -> of(listed, temporal));
  }

  private static RunRecord of(ListedRun listed, RemoteTemporal temporal) {
    RunMemo memo = listed.memo().orElseGet(() -> withoutMemo(listed));
    return new RunRecord(
        listed.run(),
        memo.experiment(),
        memo.source(),
        memo.settings(),
        memo.space(),
        List.of(),
        memo.arms(),
        memo.points(),
        memo.started(),
        0,
        temporal.address(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static RunMemo withoutMemo(ListedRun listed) {
    return new RunMemo(
        listed.experiment(),
        listed.experiment(),
        List.of(),
        "",
        "",
        0,
        0,
        listed.started().toString());
  }

  private int ended(RunRecord run) {
    if (run.pages().isEmpty() || !session.hasStore()) {
      return withoutTable(run);
    }
    try (ActivityRuntime runtime = ActivityRuntime.open(CommonOptions.readingOnly(session))) {
      if (!run.pages().stream().allMatch(runtime::hasPlan)) {
        return withoutTable(run);
      }
      new RunFolder(session).save(run);
      return new RunSummary(session, runtime, session.out(), false).print(run);
    }
  }

  private int withoutTable(RunRecord run) {
    RunEnd end = run.end().orElseThrow();
    session
        .out()
        .println(
            "run "
                + run.id()
                + " has ended: "
                + end.state().word()
                + "; its table needs the store of its workers (AFT_HOME)");
    end.failure()
        .ifPresent(cause -> session.err().println("failed: the whole run: " + cause.message()));
    end.notDone()
        .forEach(
            arm ->
                session
                    .err()
                    .println(arm.end().word() + ": " + arm.title() + ": " + arm.end().reason()));
    return RunExit.code(end, ExitCodes.INTERRUPTED);
  }
}
