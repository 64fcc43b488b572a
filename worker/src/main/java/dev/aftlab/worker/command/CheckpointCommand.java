package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks for checkpoints. */
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    description = "Has the trainings of a run make a checkpoint after their present step.")
public final class CheckpointCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The run, the beginning of its name, or latest.")
  private String run = "";

  @Mixin private AuditOptions by;
  @Mixin private CommonOptions.Server server;

  public CheckpointCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new RunControlCommand(session, server)
        .ask(run, (desk, found) -> desk.checkpointNow(found, by.request()));
  }
}
