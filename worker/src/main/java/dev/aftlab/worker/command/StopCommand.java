package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.workflows.sweep.StopRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a run or an arm. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stops a run on a Temporal server, or one of its arms. Completed steps are kept.")
public final class StopCommand implements Callable<Integer> {
  private final CommandContext session;

  @Option(
      names = "--arm",
      paramLabel = "NAME|NUMBER",
      description =
          "Stops only this arm, given by name, such as 'boundary seed 20', or by index from 0.")
  private Optional<String> arm = Optional.empty();

  @Mixin private RunControlOptions control;

  public StopCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return arm.map(
            named ->
                control.send(
                    session,
                    (client, found) ->
                        client.stopArm(
                            found,
                            new StopRequest(named, control.by().who(), control.by().reason()))))
        .orElseGet(
            () ->
                control.send(
                    session, (client, found) -> client.stop(found, control.by().request())));
  }
}
