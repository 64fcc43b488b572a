package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Pauses a run. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description =
        "Pauses a run on a Temporal server: its steps write a checkpoint and stop, unless another"
            + " run needs them.")
public final class PauseCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "A run's name, the beginning of it, or latest.")
  private String run = "";

  @Mixin private AuditOptions by;
  @Mixin private CommonOptions.Server server;

  public PauseCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new RunControlCommand(session, server)
        .send(run, (client, found) -> client.pause(found, by.request()));
  }
}
