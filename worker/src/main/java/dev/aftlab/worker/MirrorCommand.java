package dev.aftlab.worker;

import dev.aftlab.activities.Workbench;
import dev.aftlab.workflows.activity.TrackSummary;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a run in trackers by hand. */
@Command(
    name = "mirror",
    mixinStandardHelpOptions = true,
    description = "Shows a run in its folder and in MLflow (MLFLOW_TRACKING_URI) as far as the store has it. Again adds nothing.")
final class MirrorCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", defaultValue = "latest", description = "The run, the beginning of its name, or latest.")
  private String name = "latest";

  @Option(names = "--to", paramLabel = "URI", description = "An MLflow server. Default: MLFLOW_TRACKING_URI.")
  private Optional<String> address = Optional.empty();

  MirrorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Tracking tracking = address.map(typed -> Tracking.to(session, typed)).orElseGet(() -> Tracking.of(session));
    RunRecord run = new RunFolder(session).find(name);
    try (Workbench workbench = Workbench.open(Options.readingOnly(session), tracking.settings())) {
      TrackSummary told = workbench.mirror(MirrorRequests.of(run, tracking.target()));
      session.out().println(
          run.id() + ": " + Texts.count(told.arms(), "arm") + " with " + Texts.count(told.curves(), "curve") + " of "
              + Texts.count(told.points(), "point") + " together, shown in " + told.place());
    }
    return ExitCodes.DONE;
  }
}
