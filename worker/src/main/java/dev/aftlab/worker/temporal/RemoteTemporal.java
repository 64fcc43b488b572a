package dev.aftlab.worker.temporal;

import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.cli.Secrets;
import dev.aftlab.worker.cli.ServiceException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A remote Temporal service, configured by {@code TEMPORAL_*} variables or by a profile of
 * Temporal's configuration file.
 */
public final class RemoteTemporal implements TemporalServer {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<String> SWITCHES =
      List.of("TEMPORAL_TLS", "TEMPORAL_TLS_DISABLE_HOST_VERIFICATION");

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final String place;

  private RemoteTemporal(WorkflowServiceStubs stubs, WorkflowClient client, String place) {
    this.stubs = stubs;
    this.client = client;
    this.place = place;
  }

  /**
   * Whether a service is configured. The configuration file alone does not count: other programs
   * use it too.
   */
  public static boolean isNamed(Map<String, String> environment, Optional<String> profile) {
    return profile.isPresent()
        || named(environment, "TEMPORAL_ADDRESS")
        || named(environment, "TEMPORAL_PROFILE");
  }

  private static boolean named(Map<String, String> environment, String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  /** Connects; fails within seconds when the server is unreachable. */
  public static RemoteTemporal connect(Map<String, String> environment, Optional<String> profile) {
    ClientConfigProfile config = load(environment, profile);
    TemporalAddress address =
        TemporalAddress.parse(
            source(environment), Optional.ofNullable(config.getAddress()).orElse("127.0.0.1"));
    TemporalTls.require(config);
    TemporalDiagnosis.requireHost(address);
    WorkflowServiceStubsOptions service = usable(() -> service(config, address));
    WorkflowClientOptions options =
        WorkflowClientOptions.newBuilder(config.toWorkflowClientOptions())
            .setDataConverter(RedactingFailureConverter.converter(Secrets.of(environment)))
            .build();
    try {
      WorkflowServiceStubs stubs = WorkflowServiceStubs.newConnectedServiceStubs(service, TIMEOUT);
      return new RemoteTemporal(
          stubs, WorkflowClient.newInstance(stubs, options), address.toString());
    } catch (RuntimeException failure) {
      boolean tls = service.getEnableHttps() || service.getSslContext() != null;
      boolean key =
          config.getApiKey() != null && !config.getApiKey().isBlank() && config.getTls() == null;
      throw new ServiceException(new TemporalDiagnosis(address, tls, key).of(failure), failure);
    }
  }

  /**
   * The client's settings; keeps TLS off where the configuration disables it, which an API key
   * alone would enable.
   */
  static WorkflowServiceStubsOptions service(ClientConfigProfile config, TemporalAddress address) {
    WorkflowServiceStubsOptions options =
        config.toBuilder().setAddress(address.toString()).build().toWorkflowServiceStubsOptions();
    return TemporalTls.isOff(config)
        ? WorkflowServiceStubsOptions.newBuilder(options).setEnableHttps(false).build()
        : options;
  }

  private static String source(Map<String, String> environment) {
    return named(environment, "TEMPORAL_ADDRESS")
        ? "TEMPORAL_ADDRESS"
        : "the address in Temporal's configuration";
  }

  /** Reports unreadable values, such as a file without a certificate, as configuration errors. */
  private static WorkflowServiceStubsOptions usable(Supplier<WorkflowServiceStubsOptions> options) {
    try {
      return options.get();
    } catch (RuntimeException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      throw new InputException(
          "the TLS configuration of Temporal is invalid (TEMPORAL_TLS_ variables or a profile): "
              + cause.getMessage());
    }
  }

  /** Treats a blank variable as unset; otherwise it would override the profile. */
  private static Map<String, String> withoutBlanks(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.values().removeIf(String::isBlank);
    SWITCHES.forEach(variable -> variables.computeIfPresent(variable, TemporalTls::flag));
    return variables;
  }

  private static ClientConfigProfile load(
      Map<String, String> environment, Optional<String> profile) {
    LoadClientConfigProfileOptions.Builder options =
        LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(withoutBlanks(environment));
    profile.ifPresent(options::setConfigFileProfile);
    try {
      return ClientConfigProfile.load(options.build());
    } catch (IOException | RuntimeException failure) {
      throw new InputException("the Temporal configuration is invalid: " + failure.getMessage());
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
