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

/** Sends a control command to a run on a server and prints the run's answer. */
final class RunControlCommand {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final CommandContext session;
  private final CommonOptions.Server server;

  RunControlCommand(CommandContext session, CommonOptions.Server server) {
    this.session = session;
    this.server = server;
  }

  /**
   * Sends a command to a run, prints the answer and returns the exit code.
   *
   * @param name the name as typed
   * @param asked the call, given the client and the run's full name
   */
  int send(String name, BiFunction<RunControlClient, String, String> command) {
    return switch (LocatedRun.find(session, server, name)) {
      case LocatedRun.Here here -> throw new InputException(here.unreachable());
      case LocatedRun.OnServer there -> send(there, command);
    };
  }

  private int send(
      LocatedRun.OnServer there, BiFunction<RunControlClient, String, String> command) {
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
