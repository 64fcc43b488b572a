package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Resumes a paused run. */
@Command(name = "resume", mixinStandardHelpOptions = true, description = "Resumes a paused run.")
public final class ResumeCommand implements Callable<Integer> {
  private final CommandContext session;

  @Mixin private RunControlOptions control;

  public ResumeCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return control.send(session, (client, found) -> client.resume(found, control.by().request()));
  }
}
