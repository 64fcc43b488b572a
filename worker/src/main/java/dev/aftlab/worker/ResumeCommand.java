package dev.aftlab.worker;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets a paused run go on. */
@Command(name = "resume", mixinStandardHelpOptions = true, description = "Lets a paused run go on.")
final class ResumeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run, the beginning of its name, or latest.")
  private String run = "";

  @Mixin private By by;
  @Mixin private Options.Server server;

  ResumeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new Helm(session, server).ask(run, (desk, found) -> desk.resume(found, by.request()));
  }
}
