package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.cli.TimeLimit;
import dev.aftlab.worker.run.LocatedRun;
import dev.aftlab.worker.temporal.RemoteTemporal;
import dev.aftlab.workflows.client.RunControlClient;
import java.time.Duration;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The run of a control command, who gives it and why, and the server that the run is on. */
final class RunControlOptions {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "A run's name, the beginning of it, or latest.")
  private String name = "";

  @Mixin private AuditOptions by;
  @Mixin private CommonOptions.Server server;

  /** Who gives the command, and why. */
  AuditOptions by() {
    return by;
  }

  /**
   * Sends the command to the run, prints the run's answer and returns the exit code.
   *
   * @param command the call, given the client and the run's full name
   */
  int send(CommandContext session, BiFunction<RunControlClient, String, String> command) {
    return switch (LocatedRun.find(session, server, name)) {
      case LocatedRun.Here here -> throw new InputException(here.unreachable());
      case LocatedRun.OnServer there -> send(session, there, command);
    };
  }

  private static int send(
      CommandContext session,
      LocatedRun.OnServer there,
      BiFunction<RunControlClient, String, String> command) {
    String run = there.run().run();
    try (RemoteTemporal temporal = there.server()) {
      String noAnswer =
          "run "
              + run
              + " did not answer within "
              + LONGEST.toSeconds()
              + " s: a worker of the control queue is needed (aft worker)";
      session
          .out()
          .println(
              run
                  + " "
                  + TimeLimit.answer(
                      LONGEST,
                      noAnswer,
                      () -> command.apply(new RunControlClient(temporal.client()), run)));
      return ExitCodes.DONE;
    }
  }
}
