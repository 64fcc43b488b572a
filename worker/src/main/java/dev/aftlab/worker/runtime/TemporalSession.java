package dev.aftlab.worker.runtime;

import dev.aftlab.worker.temporal.EmbeddedTemporal;
import dev.aftlab.worker.temporal.RemoteTemporal;
import dev.aftlab.worker.temporal.TemporalServer;
import java.util.Map;
import java.util.Optional;

/**
 * A Temporal server with this process's workers on it, as a command or a test needs them. Closing
 * it stops the workers first.
 *
 * @param server the server
 * @param workers the workers; empty when others do the work
 */
public record TemporalSession(TemporalServer server, Optional<Workers> workers)
    implements AutoCloseable {

  /** A server inside this process, with workers for both queues. */
  public static TemporalSession embedded(ActivityRuntime workbench, int slots) {
    return withWorkers(
        EmbeddedTemporal.start(), workbench, Workers.Role.of(Workers.Queues.BOTH, slots));
  }

  /** The server that environment or profile name, without workers. */
  public static TemporalSession remote(Map<String, String> environment, Optional<String> profile) {
    return new TemporalSession(RemoteTemporal.connect(environment, profile), Optional.empty());
  }

  /** The server that environment or profile name, with workers. */
  public static TemporalSession remote(
      Map<String, String> environment,
      Optional<String> profile,
      ActivityRuntime workbench,
      Workers.Role role) {
    return withWorkers(RemoteTemporal.connect(environment, profile), workbench, role);
  }

  private static TemporalSession withWorkers(
      TemporalServer server, ActivityRuntime workbench, Workers.Role role) {
    try {
      return new TemporalSession(server, Optional.of(Workers.start(server, workbench, role)));
    } catch (RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  @Override
  public void close() {
    try (server) {
      workers.ifPresent(Workers::close);
    }
  }
}
