package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.workflows.sweep.StopRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops a run or an arm. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stops a run on a Temporal server, or one of its arms. Completed steps are kept.")
public final class StopCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "A run's name, the beginning of it, or latest.")
  private String run = "";

  @Option(
      names = "--arm",
      paramLabel = "NAME|NUMBER",
      description =
          "Stops only this arm, given by name, such as 'boundary seed 20', or by index from 0.")
  private Optional<String> arm = Optional.empty();

  @Mixin private AuditOptions by;
  @Mixin private CommonOptions.Server server;

  public StopCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    RunControlCommand control = new RunControlCommand(session, server);
    return arm.map(
            named ->
                control.send(
                    run,
                    (client, found) ->
                        client.stopArm(found, new StopRequest(named, by.who(), by.reason()))))
        .orElseGet(() -> control.send(run, (client, found) -> client.stop(found, by.request())));
  }
}
