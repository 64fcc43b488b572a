package dev.aftlab.activities.tracking.mlflow;

import dev.aftlab.activities.tracking.TrackingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a process shows an MLflow server who it is: with a user and password, with a token, or not at
 * all. Reveals its secrets to the header of a request only; its own text names the kind.
 */
final class MlflowCredentials {
  private static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
  private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
  private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
  private static final String HIDDEN = "***";

  private final String kind;
  private final Optional<String> header;
  private final List<String> secrets;

  private MlflowCredentials(String kind, Optional<String> header, List<String> secrets) {
    this.kind = kind;
    this.header = header;
    this.secrets = List.copyOf(secrets);
  }

  /** None. */
  static MlflowCredentials none() {
    return new MlflowCredentials("none", Optional.empty(), List.of());
  }

  /**
   * Those of an environment: {@code MLFLOW_TRACKING_USERNAME} with {@code
   * MLFLOW_TRACKING_PASSWORD}, or {@code MLFLOW_TRACKING_TOKEN}; each may be in a file that the
   * variable of the same name with {@code _FILE} at its end names. A user wins over a token, as
   * with MLflow's own clients.
   *
   * @throws TrackingException when they are not whole or cannot be read; the message holds none of
   *     them
   */
  static MlflowCredentials of(Map<String, String> environment) {
    Optional<String> user = value(environment, USERNAME);
    Optional<String> password = value(environment, PASSWORD);
    if (user.isPresent() != password.isPresent()) {
      throw new TrackingException(
          user.isPresent()
              ? USERNAME + " is set, but not " + PASSWORD
              : PASSWORD + " is set, but not " + USERNAME);
    }
    if (user.isPresent()) {
      String pair = encoded(user.get() + ":" + password.orElseThrow());
      return new MlflowCredentials(
          "basic", Optional.of("Basic " + pair), List.of(pair, password.orElseThrow()));
    }
    return value(environment, TOKEN)
        .map(
            token ->
                new MlflowCredentials("bearer", Optional.of("Bearer " + token), List.of(token)))
        .orElse(none());
  }

  private static String encoded(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    String file = environment.getOrDefault(name + "_FILE", "");
    String value = file.isBlank() ? environment.getOrDefault(name, "") : content(name, file);
    if (value.strip().chars().anyMatch(Character::isISOControl)) {
      throw new TrackingException(name + " must be one line of text");
    }
    return Optional.of(value.strip()).filter(text -> !text.isEmpty());
  }

  private static String content(String name, String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException failure) {
      throw new TrackingException(
          name
              + "_FILE names "
              + file
              + ", which cannot be read ("
              + failure.getClass().getSimpleName()
              + ")");
    }
  }

  /** The value of the header {@code Authorization}. */
  Optional<String> header() {
    return header;
  }

  /** A text in which the secrets, should it repeat them, are covered. */
  String covered(String text) {
    String covered = text;
    for (String secret : secrets) {
      covered = covered.replace(secret, HIDDEN);
    }
    return covered;
  }

  @Override
  public String toString() {
    return kind;
  }
}
