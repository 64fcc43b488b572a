package dev.aftlab.worker;

import dev.aftlab.activities.Workbench;
import java.util.Map;
import java.util.Optional;

/**
 * A Temporal server with this process's workers on it, as a command or a test needs them. Closing it stops the workers first.
 *
 * @param server the server
 * @param workers the workers; empty when others do the work
 */
record Wiring(TemporalServer server, Optional<Workers> workers) implements AutoCloseable {

  /** A server inside this process, with workers for both queues. */
  static Wiring embedded(Workbench workbench, int slots) {
    return withWorkers(EmbeddedTemporal.start(), workbench, Workers.Role.of(Workers.Queues.BOTH, slots));
  }

  /** The server that environment or profile name, without workers. */
  static Wiring remote(Map<String, String> environment, Optional<String> profile) {
    return new Wiring(RemoteTemporal.connect(environment, profile), Optional.empty());
  }

  /** The server that environment or profile name, with workers. */
  static Wiring remote(Map<String, String> environment, Optional<String> profile, Workbench workbench, Workers.Role role) {
    return withWorkers(RemoteTemporal.connect(environment, profile), workbench, role);
  }

  private static Wiring withWorkers(TemporalServer server, Workbench workbench, Workers.Role role) {
    try {
      return new Wiring(server, Optional.of(Workers.start(server, workbench, role)));
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
