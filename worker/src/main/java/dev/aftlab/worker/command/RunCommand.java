package dev.aftlab.worker.command;

import dev.aftlab.activities.ActivitySettings;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.plan.ExperimentPlanning;
import dev.aftlab.worker.plan.ParsedExperiment;
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

/** Runs an experiment. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Runs an experiment, reusing the steps that are in the store. Ctrl-C stops it; the same"
            + " command resumes.")
public final class RunCommand implements Callable<Integer> {

  /** Bounds the repetitions when a disk keeps corrupting results. */
  private static final int ROUNDS = 3;

  private final CommandContext session;

  @Mixin private CommonOptions.Experiment experiment;
  @Mixin private CommonOptions.Device device;
  @Mixin private CommonOptions.Server server;
  @Mixin private RunOptions options;

  @Option(
      names = "--no-worker",
      description =
          "Starts no worker in this process; needs a Temporal server and workers (aft worker).")
  private boolean noWorker;

  @Option(names = "--detach", description = "Returns once the run has started; needs --no-worker.")
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
    ParsedExperiment parsed =
        ExperimentPlanning.parse(experiment.name(), experiment.settings(), session);
    ActivitySettings settings = device.settings(session, parsed.namedInOptions());
    TrackerOptions tracking = TrackerOptions.of(session);
    ExperimentRun.Arguments arguments =
        new ExperimentRun.Arguments(
            experiment.name(),
            experiment.settings(),
            tracking.target(),
            options.timings(),
            options.armsInFlight());
    boolean remote = RemoteTemporal.isNamed(session.environment(), server.profile());
    checkOptions(remote);
    try (ActivityRuntime runtime = ActivityRuntime.open(settings, tracking.settings())) {
      Plan plan = ExperimentPlanning.plan(runtime, parsed, session);
      PrintWriter console = json ? session.err() : session.out();
      printPlan(plan, runtime, console);
      try (TemporalSession temporalSession = temporalSession(runtime, settings, remote)) {
        ExperimentRun run =
            new ExperimentRun(session, runtime, temporalSession, console, arguments);
        if (detach) {
          return started(run.detach(plan));
        }
        RunRecord ended = whole(run, run.execute(plan), runtime);
        int code = new RunSummary(session, runtime, console, json).print(ended);
        new TrackingEnd(session, runtime, temporalSession, tracking.target(), console).await(ended);
        return code;
      }
    }
  }

  private void checkOptions(boolean remote) {
    if (noWorker && !remote) {
      throw new InputException(
          "--no-worker needs a Temporal server with other workers: set TEMPORAL_ADDRESS or"
              + " --profile");
    }
    if (detach && !noWorker) {
      throw new InputException(
          "--detach needs --no-worker, since workers of this process would end with it (start"
              + " others with aft worker)");
    }
  }

  private static void printPlan(Plan plan, ActivityRuntime runtime, PrintWriter console) {
    PlanReview review = PlanReview.of(plan, plan, "", runtime.there());
    new PlanText(console, false).summary(review.startingWith(runtime.firstPlan(plan)));
    console.flush();
  }

  /** Recomputes results that were corrupted between the end of the run and its report. */
  private static RunRecord whole(ExperimentRun run, RunRecord first, ActivityRuntime runtime) {
    RunRecord ended = first;
    for (int round = 1; round < ROUNDS && ended.stateNow() == RunState.DONE; round++) {
      List<String> arms = UnmeasuredArms.of(runtime, ended);
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

  private TemporalSession temporalSession(
      ActivityRuntime runtime, ActivitySettings settings, boolean remote) {
    if (!remote) {
      return TemporalSession.embedded(runtime, settings.gpuSlots());
    }
    return noWorker
        ? TemporalSession.remote(session.environment(), server.profile())
        : TemporalSession.remote(
            session.environment(),
            server.profile(),
            runtime,
            Workers.Role.of(Workers.Queues.BOTH, settings.gpuSlots()));
  }
}
