package dev.aftlab.worker.temporal;

import dev.aftlab.worker.cli.Secrets;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.Optional;

/**
 * Temporal's server inside this process, by the wall clock. Reached through memory alone: no port
 * is opened. Its history dies with the process; artifacts and checkpoints do not, so that a run
 * goes on from them.
 */
public final class EmbeddedTemporal implements TemporalServer {
  private final TestWorkflowEnvironment environment;

  private EmbeddedTemporal(TestWorkflowEnvironment environment) {
    this.environment = environment;
  }

  /** Starts one. */
  public static EmbeddedTemporal start() {
    return new EmbeddedTemporal(
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(RedactingFailureConverter.converter(Secrets.ofProcess()))
                        .build())
                .build()));
  }

  @Override
  public WorkflowClient client() {
    return environment.getWorkflowClient();
  }

  @Override
  public String place() {
    return "inside this process";
  }

  @Override
  public Optional<String> address() {
    return Optional.empty();
  }

  @Override
  public boolean searchable() {
    return false;
  }

  @Override
  public Duration heartbeatThrottle() {
    return Duration.ofMillis(500);
  }

  @Override
  public void close() {
    // Calls that wait for something to happen would keep the server open until they time out.
    environment.getWorkflowServiceStubs().shutdownNow();
    environment.close();
  }
}
