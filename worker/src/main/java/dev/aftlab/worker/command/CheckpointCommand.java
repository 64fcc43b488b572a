package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Requests checkpoints of a run. */
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    description =
        "Makes each training of a run write a checkpoint after its current optimizer step.")
public final class CheckpointCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "A run's name, the beginning of it, or latest.")
  private String run = "";

  @Mixin private AuditOptions by;
  @Mixin private CommonOptions.Server server;

  public CheckpointCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new RunControlCommand(session, server)
        .send(run, (client, found) -> client.checkpointNow(found, by.request()));
  }
}
