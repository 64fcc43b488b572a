package dev.aftlab.activities.tracking.mlflow;

import java.util.Map;
import java.util.Optional;

/**
 * What an environment says of MLflow: {@code MLFLOW_TRACKING_URI}, {@code MLFLOW_EXPERIMENT_ID} or
 * {@code MLFLOW_EXPERIMENT_NAME}, and the credentials. The credentials belong to that address:
 * requests to send data elsewhere do not receive them.
 */
public final class MlflowAccess {
  private static final String ADDRESS = "MLFLOW_TRACKING_URI";
  private static final String EXPERIMENT_ID = "MLFLOW_EXPERIMENT_ID";
  private static final String EXPERIMENT = "MLFLOW_EXPERIMENT_NAME";

  private final Map<String, String> environment;

  private MlflowAccess(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Of an environment. */
  public static MlflowAccess of(Map<String, String> environment) {
    return new MlflowAccess(Map.copyOf(environment));
  }

  /**
   * The server, when one is named.
   *
   * @throws IllegalArgumentException when the address cannot be used; the message does not repeat
   *     it
   */
  public Optional<MlflowAddress> address() {
    return value(ADDRESS).map(text -> MlflowAddress.parse(ADDRESS, text));
  }

  /** The experiment's name there, when one is given. */
  public Optional<String> experiment() {
    return value(EXPERIMENT);
  }

  /**
   * The experiment's identifier there, when one is given; it goes before the name.
   *
   * @throws IllegalArgumentException when it is no identifier
   */
  public Optional<String> experimentId() {
    return value(EXPERIMENT_ID)
        .map(
            text -> {
              if (!text.matches("[0-9A-Za-z_-]{1,64}")) {
                throw new IllegalArgumentException(
                    EXPERIMENT_ID
                        + " is '"
                        + text
                        + "'; an identifier such as 3 is expected, as MLflow shows it; names go"
                        + " into "
                        + EXPERIMENT);
              }
              return text;
            });
  }

  private Optional<String> value(String name) {
    return Optional.of(environment.getOrDefault(name, "").strip()).filter(text -> !text.isEmpty());
  }

  /**
   * What to show a server: nothing, unless it is ours. Files are read each time, since tokens are
   * renewed.
   */
  MlflowCredentials credentials(MlflowAddress server) {
    return address().filter(server::equals).isPresent()
        ? MlflowCredentials.of(environment)
        : MlflowCredentials.none();
  }

  @Override
  public String toString() {
    return "MLflow as the environment says";
  }
}
