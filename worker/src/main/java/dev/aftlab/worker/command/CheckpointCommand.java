package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Requests checkpoints of a run. */
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    description =
        "Makes each training of a run write a checkpoint after its current optimizer step.")
public final class CheckpointCommand implements Callable<Integer> {
  private final CommandContext session;

  @Mixin private RunControlOptions control;

  public CheckpointCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return control.send(
        session, (client, found) -> client.checkpointNow(found, control.by().request()));
  }
}
