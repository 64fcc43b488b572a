package dev.aftlab.worker;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks for checkpoints. */
@Command(name = "checkpoint", mixinStandardHelpOptions = true, description = "Has the trainings of a run make a checkpoint after their present step.")
final class CheckpointCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run, the beginning of its name, or latest.")
  private String run = "";

  @Mixin private By by;
  @Mixin private Options.Server server;

  CheckpointCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new Helm(session, server).ask(run, (desk, found) -> desk.checkpointNow(found, by.request()));
  }
}
