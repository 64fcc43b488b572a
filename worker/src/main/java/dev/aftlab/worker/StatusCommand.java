package dev.aftlab.worker;

import dev.aftlab.experiments.result.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how a run stands. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Says how a run stands: its arms, each step at work, and what people asked of it.")
final class StatusCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", defaultValue = "latest", description = "The run, the beginning of its name, or latest.")
  private String run = FoundRun.LATEST;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Mixin private Options.Server server;

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    RunStatus status =
        switch (FoundRun.find(session, server, run)) {
          case FoundRun.Here here -> RunStatus.recorded(here.record(), here.unreachable());
          case FoundRun.OnServer there -> asked(there);
        };
    if (json) {
      session.out().println(Json.pretty(status));
    } else {
      new StatusText(session.out()).print(status);
    }
    return ExitCodes.DONE;
  }

  private RunStatus asked(FoundRun.OnServer there) {
    try (RemoteTemporal temporal = there.server()) {
      return new StatusReader(session, temporal).read(there.run());
    }
  }
}
