package dev.aftlab.worker.runtime;

import dev.aftlab.worker.temporal.EmbeddedTemporal;
import dev.aftlab.worker.temporal.RemoteTemporal;
import dev.aftlab.worker.temporal.TemporalServer;
import java.util.Map;
import java.util.Optional;

/**
 * A Temporal server with the workers of this process. Closing it stops the workers first.
 *
 * @param server the server
 * @param workers the workers; empty when other processes execute the work
 */
public record TemporalSession(TemporalServer server, Optional<Workers> workers)
    implements AutoCloseable {

  /** A server inside this process, with workers for both queues. */
  public static TemporalSession embedded(ActivityRuntime runtime, int slots) {
    return withWorkers(
        EmbeddedTemporal.start(), runtime, Workers.Role.of(Workers.Queues.BOTH, slots));
  }

  /** The server that environment or profile configure, without workers. */
  public static TemporalSession remote(Map<String, String> environment, Optional<String> profile) {
    return new TemporalSession(RemoteTemporal.connect(environment, profile), Optional.empty());
  }

  /** The server that environment or profile configure, with workers. */
  public static TemporalSession remote(
      Map<String, String> environment,
      Optional<String> profile,
      ActivityRuntime runtime,
      Workers.Role role) {
    return withWorkers(RemoteTemporal.connect(environment, profile), runtime, role);
  }

  private static TemporalSession withWorkers(
      TemporalServer server, ActivityRuntime runtime, Workers.Role role) {
    try {
      return new TemporalSession(server, Optional.of(Workers.start(server, runtime, role)));
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
