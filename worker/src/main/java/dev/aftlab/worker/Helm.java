package dev.aftlab.worker;

import dev.aftlab.workflows.client.RunDesk;
import java.time.Duration;
import java.util.function.BiFunction;

/** Takes a hand in a run on a server, and prints what the run answers. */
final class Helm {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Session session;
  private final Options.Server server;

  Helm(Session session, Options.Server server) {
    this.session = session;
    this.server = server;
  }

  /**
   * Finds the run, asks it, prints its answer and returns the exit code.
   *
   * @param name what was typed
   * @param asked what to ask, of the desk and the run's whole name
   */
  int ask(String name, BiFunction<RunDesk, String, String> asked) {
    return switch (FoundRun.find(session, server, name)) {
      case FoundRun.Here here -> throw new InputException(here.unreachable());
      case FoundRun.OnServer there -> ask(there, asked);
    };
  }

  private int ask(FoundRun.OnServer there, BiFunction<RunDesk, String, String> asked) {
    String run = there.run().run();
    try (RemoteTemporal temporal = there.server()) {
      String nobody = "run " + run + " did not answer within " + LONGEST.toSeconds() + " s: a worker of the control queue is needed (aft worker)";
      session.out().println(run + " " + InTime.answer(LONGEST, nobody, () -> asked.apply(new RunDesk(temporal.client()), run)));
      return ExitCodes.DONE;
    }
  }
}
