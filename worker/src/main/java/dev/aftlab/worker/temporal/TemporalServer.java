package dev.aftlab.worker.temporal;

import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Optional;

/** The Temporal service that a command works with. */
public sealed interface TemporalServer extends AutoCloseable
    permits EmbeddedTemporal, RemoteTemporal {

  /** A client, open until this is closed. */
  WorkflowClient client();

  /** Its location, human-readable. */
  String place();

  /** Its address; empty when it is inside this process. */
  Optional<String> address();

  /** Whether runs can be found by search attributes. Creates them where that is permitted. */
  boolean searchable();

  /**
   * Longest time between two sent heartbeats, which bounds the age of shown progress and the delay
   * of a cancellation.
   */
  Duration heartbeatThrottle();

  @Override
  void close();
}
