package dev.aftlab.worker.temporal;

import dev.aftlab.worker.cli.Secrets;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.Optional;

/**
 * Temporal's test server inside this process, on the wall clock and without a port. Its histories
 * are lost with the process; artifacts and checkpoints remain, so that a run resumes from them.
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
    // Long-polling calls would keep the server open until they time out.
    environment.getWorkflowServiceStubs().shutdownNow();
    environment.close();
  }
}
