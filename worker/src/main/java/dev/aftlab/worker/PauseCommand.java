package dev.aftlab.worker;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Pauses a run. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = "Pauses a run on a server: its steps stop with a checkpoint, unless another run needs them.")
final class PauseCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run, the beginning of its name, or latest.")
  private String run = "";

  @Mixin private By by;
  @Mixin private Options.Server server;

  PauseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new Helm(session, server).ask(run, (desk, found) -> desk.pause(found, by.request()));
  }
}
