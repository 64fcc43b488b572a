package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.workflows.sweep.RetriesRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Raises a run's retry budget. */
@Command(
    name = "retries",
    mixinStandardHelpOptions = true,
    description = "Raises the maximum number of consecutive attempts of a step without progress.")
public final class RetriesCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "1",
      paramLabel = "N",
      description = "The new maximum, above the current one.")
  private int attempts;

  @Mixin private RunControlOptions control;

  public RetriesCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return control.send(
        session,
        (client, found) ->
            client.raiseRetries(
                found, new RetriesRequest(attempts, control.by().who(), control.by().reason())));
  }
}
