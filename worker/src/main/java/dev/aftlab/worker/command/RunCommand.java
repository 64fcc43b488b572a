package dev.aftlab.worker.command;

import dev.aftlab.activities.ActivitySettings;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.plan.ExperimentPlanning;
import dev.aftlab.worker.plan.PlanReview;
import dev.aftlab.worker.plan.PlanText;
import dev.aftlab.worker.run.ExperimentRun;
import dev.aftlab.worker.run.RunRecord;
import dev.aftlab.worker.run.RunSummary;
import dev.aftlab.worker.run.TrackingEnd;
import dev.aftlab.worker.run.UnmeasuredArms;
import dev.aftlab.worker.runtime.ActivityRuntime;
import dev.aftlab.worker.runtime.TemporalSession;
import dev.aftlab.worker.runtime.TrackerOptions;
import dev.aftlab.worker.runtime.Workers;
import dev.aftlab.worker.temporal.RemoteTemporal;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs an experiment to its end. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Runs an experiment: only the steps that are not there yet. Ctrl-C stops; the same command"
            + " goes on.")
public final class RunCommand implements Callable<Integer> {

  /** A disk that damages what it keeps time and again is not worked around. */
  private static final int ROUNDS = 3;

  private final CommandContext session;

  @Mixin private CommonOptions.Experiment experiment;
  @Mixin private CommonOptions.Device device;
  @Mixin private CommonOptions.Server server;
  @Mixin private RunOptions pacing;

  @Option(
      names = "--no-worker",
      description = "With a Temporal server: leaves the work to others (aft worker).")
  private boolean noWorker;

  @Option(
      names = "--detach",
      description = "With --no-worker: starts the run, says how to watch it, and returns.")
  private boolean detach;

  @Option(
      names = "--json",
      description = "Prints the results as JSON; progress goes to standard error.")
  private boolean json;

  public RunCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ActivitySettings settings = device.settings(session, experiment.settings());
    TrackerOptions tracking = TrackerOptions.of(session);
    ExperimentRun.Asked asked =
        new ExperimentRun.Asked(
            experiment.name(),
            experiment.settings(),
            tracking.target(),
            pacing.pace(),
            pacing.armsInFlight());
    boolean remote = RemoteTemporal.isNamed(session.environment(), server.profile());
    if (noWorker && !remote) {
      throw new InputException(
          "--no-worker needs a Temporal server where others work: set TEMPORAL_ADDRESS or"
              + " --profile");
    }
    if (detach && !noWorker) {
      throw new InputException(
          "--detach needs --no-worker: the workers of this process would end with it (aft worker"
              + " starts others)");
    }
    try (ActivityRuntime workbench = ActivityRuntime.open(settings, tracking.settings())) {
      Plan plan =
          ExperimentPlanning.plan(workbench, experiment.name(), experiment.settings(), session);
      PrintWriter people = json ? session.err() : session.out();
      new PlanText(people, false).summary(PlanReview.of(plan, plan, "", workbench.there()));
      people.flush();
      try (TemporalSession wiring = wiring(workbench, settings, remote)) {
        ExperimentRun run = new ExperimentRun(session, workbench, wiring, people, asked);
        if (detach) {
          return started(run.detach(plan));
        }
        RunRecord ended = whole(run, run.execute(plan), workbench);
        int code = new RunSummary(session, workbench, people, json).tell(ended);
        new TrackingEnd(session, workbench, wiring, tracking.target(), people).await(ended);
        return code;
      }
    }
  }

  /**
   * What was damaged in the moment between the end of the run and its table is made again as well.
   */
  private static RunRecord whole(ExperimentRun run, RunRecord first, ActivityRuntime workbench) {
    RunRecord ended = first;
    for (int round = 1; round < ROUNDS && ended.state() == RunRecord.State.DONE; round++) {
      List<String> arms = UnmeasuredArms.of(workbench, ended);
      if (arms.isEmpty()) {
        return ended;
      }
      ended = run.again(ended, arms);
    }
    return ended;
  }

  private int started(RunRecord run) {
    if (json) {
      session.out().println(Json.pretty(run));
    }
    return ExitCodes.DONE;
  }

  private TemporalSession wiring(
      ActivityRuntime workbench, ActivitySettings settings, boolean remote) {
    if (!remote) {
      return TemporalSession.embedded(workbench, settings.gpuSlots());
    }
    return noWorker
        ? TemporalSession.remote(session.environment(), server.profile())
        : TemporalSession.remote(
            session.environment(),
            server.profile(),
            workbench,
            Workers.Role.of(Workers.Queues.BOTH, settings.gpuSlots()));
  }
}
