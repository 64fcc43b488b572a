package dev.aftlab.worker;

import dev.aftlab.activities.ActivitySettings;
import dev.aftlab.activities.Workbench;
import dev.aftlab.experiments.plan.Plan;
import java.io.PrintWriter;
import dev.aftlab.workflows.activity.Pace;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs an experiment to its end. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs an experiment: only the steps that are not there yet. Ctrl-C stops; the same command goes on.")
final class RunCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private Options.Experiment experiment;
  @Mixin private Options.Device device;
  @Mixin private Options.Server server;

  @Option(names = "--no-worker", description = "With a Temporal server: leaves the work to others (aft worker).")
  private boolean noWorker;

  @Option(names = "--heartbeat", paramLabel = "SECONDS", defaultValue = "30", description = "Silence after which a worker is given up. Default: ${DEFAULT-VALUE}.")
  private double heartbeatSeconds;

  @Option(names = "--json", description = "Prints the results as JSON; progress goes to standard error.")
  private boolean json;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ActivitySettings settings = device.settings(session);
    Tracking tracking = Tracking.of(session);
    boolean remote = RemoteTemporal.isNamed(session.environment(), server.profile());
    if (noWorker && !remote) {
      throw new InputException("--no-worker needs a Temporal server where others work: set TEMPORAL_ADDRESS or --profile");
    }
    try (Workbench workbench = Workbench.open(settings, tracking.settings())) {
      Plan plan = workbench.newPlan(Experiments.read(experiment.name(), experiment.settings(), session.folder()));
      PrintWriter people = json ? session.err() : session.out();
      new PlanText(people, false).summary(PlanReview.of(plan, plan, "", workbench.there()));
      people.flush();
      try (Wiring wiring = wiring(workbench, settings, remote)) {
        ExperimentRun.Asked asked = new ExperimentRun.Asked(experiment.name(), experiment.settings(), tracking.target());
        Pace pace = Pace.DEFAULT.withHeartbeat(Duration.ofMillis(Math.round(1e3 * heartbeatSeconds)));
        ExperimentRun run = new ExperimentRun(session, workbench, wiring, people, asked, pace);
        RunRecord ended = run.execute(plan);
        int code = new RunEnd(session, workbench, people, json).tell(ended);
        new MirrorEnd(session, workbench, wiring, tracking.target(), people).await(ended);
        return code;
      }
    }
  }

  private Wiring wiring(Workbench workbench, ActivitySettings settings, boolean remote) {
    if (!remote) {
      return Wiring.embedded(workbench, settings.gpuSlots());
    }
    return noWorker
        ? Wiring.remote(session.environment(), server.profile())
        : Wiring.remote(session.environment(), server.profile(), workbench, Workers.Queues.BOTH, settings.gpuSlots());
  }
}
