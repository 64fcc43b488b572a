package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.worker.run.RunFolder;
import dev.aftlab.worker.run.RunRecord;
import dev.aftlab.worker.run.TrackingRequests;
import dev.aftlab.worker.runtime.ActivityRuntime;
import dev.aftlab.worker.runtime.TrackerOptions;
import dev.aftlab.workflows.activity.TrackingSummary;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Synchronizes a run to its trackers. */
@Command(
    name = "track",
    mixinStandardHelpOptions = true,
    description =
        "Synchronizes a run's results in the store to its folder and to MLflow"
            + " (MLFLOW_TRACKING_URI). Idempotent.")
public final class TrackCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "A run's name, the beginning of it, or latest.")
  private String name = "latest";

  @Option(
      names = "--to",
      paramLabel = "URI",
      description = "URI of an MLflow server. Default: MLFLOW_TRACKING_URI.")
  private Optional<String> address = Optional.empty();

  public TrackCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    TrackerOptions tracking =
        address
            .map(typed -> TrackerOptions.to(session, typed))
            .orElseGet(() -> TrackerOptions.of(session));
    RunRecord run = new RunFolder(session).find(name);
    try (ActivityRuntime runtime =
        ActivityRuntime.open(CommonOptions.readingOnly(session), tracking.settings())) {
      TrackingSummary summary = runtime.track(TrackingRequests.of(run, tracking.target()));
      session
          .out()
          .println(
              run.id()
                  + ": "
                  + Formats.count(summary.arms(), "arm")
                  + " with "
                  + Formats.count(summary.curves(), "curve")
                  + " of "
                  + Formats.count(summary.points(), "point")
                  + " together, shown in "
                  + summary.place());
    }
    return ExitCodes.DONE;
  }
}
