package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Resumes a paused run. */
@Command(name = "resume", mixinStandardHelpOptions = true, description = "Resumes a paused run.")
public final class ResumeCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "A run's name, the beginning of it, or latest.")
  private String run = "";

  @Mixin private AuditOptions by;
  @Mixin private CommonOptions.Server server;

  public ResumeCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new RunControlCommand(session, server)
        .send(run, (client, found) -> client.resume(found, by.request()));
  }
}
