package dev.aftlab.worker.command;

import dev.aftlab.experiments.result.Json;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.run.LocatedRun;
import dev.aftlab.worker.run.RunStatus;
import dev.aftlab.worker.run.StatusReader;
import dev.aftlab.worker.run.StatusText;
import dev.aftlab.worker.temporal.RemoteTemporal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the state of a run. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows the state of a run: its arms, active steps and control commands.")
public final class StatusCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "A run's name, the beginning of it, or latest.")
  private String run = LocatedRun.LATEST;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Mixin private CommonOptions.Server server;

  public StatusCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    RunStatus status =
        switch (LocatedRun.find(session, server, run)) {
          case LocatedRun.Here here -> RunStatus.recorded(here.record(), here.unreachable());
          case LocatedRun.OnServer there -> live(there);
        };
    if (json) {
      session.out().println(Json.pretty(status));
    } else {
      new StatusText(session.out()).print(status);
    }
    return ExitCodes.DONE;
  }

  private RunStatus live(LocatedRun.OnServer there) {
    try (RemoteTemporal temporal = there.server()) {
      return new StatusReader(session, temporal).read(there.run());
    }
  }
}
