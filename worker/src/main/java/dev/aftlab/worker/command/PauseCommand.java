package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Pauses a run. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description =
        "Pauses a run on a Temporal server: its steps write a checkpoint and stop, unless another"
            + " run needs them.")
public final class PauseCommand implements Callable<Integer> {
  private final CommandContext session;

  @Mixin private RunControlOptions control;

  public PauseCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return control.send(session, (client, found) -> client.pause(found, control.by().request()));
  }
}
