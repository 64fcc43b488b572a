package dev.aftlab.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A Temporal service elsewhere, found by {@code TEMPORAL_*} variables or by a profile of Temporal's configuration file. */
final class RemoteTemporal implements TemporalServer {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final String place;

  private RemoteTemporal(WorkflowServiceStubs stubs, WorkflowClient client, String place) {
    this.stubs = stubs;
    this.client = client;
    this.place = place;
  }

  /** Whether a service is named. The configuration file alone does not count: it may be there for other programs. */
  static boolean isNamed(Map<String, String> environment, Optional<String> profile) {
    return profile.isPresent()
        || !environment.getOrDefault("TEMPORAL_ADDRESS", "").isBlank()
        || !environment.getOrDefault("TEMPORAL_PROFILE", "").isBlank();
  }

  /** Connects; fails within seconds when nobody answers. */
  static RemoteTemporal connect(Map<String, String> environment, Optional<String> profile) {
    ClientConfigProfile config = load(environment, profile);
    String place = Optional.ofNullable(config.getAddress()).orElse("127.0.0.1:7233");
    WorkflowClientOptions options = WorkflowClientOptions.newBuilder(config.toWorkflowClientOptions()).setDataConverter(HidingFailureConverter.converter(Secrets.of(environment))).build();
    try {
      WorkflowServiceStubs stubs = WorkflowServiceStubs.newConnectedServiceStubs(config.toWorkflowServiceStubsOptions(), PATIENCE);
      return new RemoteTemporal(stubs, WorkflowClient.newInstance(stubs, options), place);
    } catch (RuntimeException failure) {
      throw new ServiceException(
          "no Temporal server answers at " + place + ": start one (ops/stack up), or unset TEMPORAL_ADDRESS to run without one", failure);
    }
  }

  private static ClientConfigProfile load(Map<String, String> environment, Optional<String> profile) {
    LoadClientConfigProfileOptions.Builder options = LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment);
    profile.ifPresent(options::setConfigFileProfile);
    try {
      return ClientConfigProfile.load(options.build());
    } catch (IOException | RuntimeException failure) {
      throw new InputException("Temporal's configuration cannot be used: " + failure.getMessage());
    }
  }

  @Override
  public WorkflowClient client() {
    return client;
  }

  @Override
  public String place() {
    return "at " + place;
  }

  @Override
  public Optional<String> address() {
    return Optional.of(place);
  }

  @Override
  public boolean searchable() {
    return new SearchAttributeSetup(stubs, client.getOptions().getNamespace()).ensure();
  }

  @Override
  public Duration heartbeatThrottle() {
    return Duration.ofSeconds(1);
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
