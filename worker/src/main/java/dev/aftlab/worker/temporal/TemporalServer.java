package dev.aftlab.worker.temporal;

import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Optional;

/** The Temporal service that a command works with. */
public sealed interface TemporalServer extends AutoCloseable
    permits EmbeddedTemporal, RemoteTemporal {

  /** A client, open until this is closed. */
  WorkflowClient client();

  /** Where it is, for people. */
  String place();

  /** Its address; empty when it is inside this process. */
  Optional<String> address();

  /** Whether runs can be found by search attributes. Makes them where that is permitted. */
  boolean searchable();

  /**
   * Longest time between two heartbeats that are sent: what people see is at most that old, and a
   * cancellation is heard of that late.
   */
  Duration heartbeatThrottle();

  @Override
  void close();
}
