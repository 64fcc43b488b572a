package dev.aftlab.worker.command;

import dev.aftlab.activities.ActivitySettings;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.Formats;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.runtime.ActivityRuntime;
import dev.aftlab.worker.runtime.TemporalSession;
import dev.aftlab.worker.runtime.TrackerOptions;
import dev.aftlab.worker.runtime.Workers;
import dev.aftlab.worker.temporal.RemoteTemporal;
import dev.aftlab.worker.temporal.TemporalServer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a worker. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    description =
        "Runs a worker for a Temporal server (TEMPORAL_ADDRESS or a profile) until it is stopped.")
public final class WorkerCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final CommandContext session;

  @Option(
      names = "--queue",
      paramLabel = "QUEUE",
      defaultValue = "both",
      description =
          "Task queues to poll: control (workflows, light activities, tracking), gpu (train,"
              + " sample, score, evaluate) or both. Default: ${DEFAULT-VALUE}.")
  private Workers.Queues queue = Workers.Queues.BOTH;

  @Mixin private WorkerIdentityOptions identity;
  @Mixin private CommonOptions.Device device;
  @Mixin private CommonOptions.Server server;

  public WorkerCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ActivitySettings settings = device.settings(session, Set.of());
    Workers.Role role = identity.role(queue, settings.gpuSlots());
    if (!RemoteTemporal.isNamed(session.environment(), server.profile())) {
      throw new InputException(
          "a worker needs a Temporal server: set TEMPORAL_ADDRESS or --profile (ops/stack up starts"
              + " a local server)");
    }
    try (ActivityRuntime runtime =
            ActivityRuntime.open(settings, TrackerOptions.of(session).settings());
        TemporalSession temporalSession =
            TemporalSession.remote(session.environment(), server.profile(), runtime, role)) {
      printPolling(temporalSession.server(), settings, role);
      session.interruption().listen();
      while (!session.interruption().await(LOOK)) {
        session.flush();
        if (runtime.allSlotsHang()) {
          exitStalled();
        }
      }
      session.out().println("stopping at the next step…");
    }
    session.out().println("stopped; other workers resume from the latest checkpoints");
    return session.interruption().exitCode();
  }

  private void printPolling(TemporalServer server, ActivitySettings settings, Workers.Role role) {
    session
        .out()
        .println(
            "polling Temporal "
                + server.place()
                + ", queue "
                + Formats.word(queue)
                + ", "
                + Formats.count(settings.gpuSlots(), "slot")
                + " on "
                + settings.engine().device()
                + role.versionNote()
                + "; Ctrl-C stops");
  }

  /**
   * Threads that are stalled in native code end only with their process, which a supervisor
   * restarts.
   */
  private void exitStalled() {
    session
        .err()
        .println(
            "aft: all slots are stalled; exiting. Restart this worker; others resume from the"
                + " latest checkpoints.");
    session.flush();
    Runtime.getRuntime().halt(ExitCodes.FAILED);
  }
}
