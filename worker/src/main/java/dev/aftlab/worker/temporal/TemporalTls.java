package dev.aftlab.worker.temporal;

import dev.aftlab.worker.cli.InputException;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.ClientConfigTLS;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Validates the TLS configuration before a connection is made. */
final class TemporalTls {
  private TemporalTls() {}

  /**
   * Requires that files of certificates and keys are readable, and that a certificate has its key.
   *
   * @throws InputException with the variable and the file
   */
  static void require(ClientConfigProfile config) {
    ClientConfigTLS tls = config.getTls();
    if (tls == null || isOff(config)) {
      return;
    }
    readable("TEMPORAL_TLS_SERVER_CA_CERT_PATH", tls.getServerCACertPath());
    readable("TEMPORAL_TLS_CLIENT_CERT_PATH", tls.getClientCertPath());
    readable("TEMPORAL_TLS_CLIENT_KEY_PATH", tls.getClientKeyPath());
    boolean certificate = given(tls.getClientCertPath()) || given(tls.getClientCertData());
    boolean key = given(tls.getClientKeyPath()) || given(tls.getClientKeyData());
    if (certificate != key) {
      throw new InputException(
          "Temporal's client certificate and key must be set together, but only the "
              + (certificate ? "certificate" : "key")
              + " is given: set TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH");
    }
  }

  /**
   * Parses a switch. Temporal's tools accept 1 as true, but its Java configuration reads it as
   * false.
   *
   * @return {@code true} or {@code false}
   * @throws InputException for any other word
   */
  static String flag(String variable, String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> "true";
      case "false", "0" -> "false";
      default ->
          throw new InputException(variable + " is '" + value + "'; true or false is expected");
    };
  }

  /** Whether TLS is disabled explicitly, which also holds with an API key. */
  static boolean isOff(ClientConfigProfile config) {
    return config.getTls() != null && Boolean.TRUE.equals(config.getTls().isDisabled());
  }

  private static boolean given(String text) {
    return text != null && !text.isEmpty();
  }

  private static boolean given(byte[] data) {
    return data != null && data.length > 0;
  }

  private static void readable(String variable, String file) {
    if (given(file)) {
      fault(file)
          .ifPresent(
              fault -> {
                throw new InputException(
                    "the Temporal configuration is invalid: "
                        + variable
                        + " names "
                        + file
                        + ", "
                        + fault);
              });
    }
  }

  private static Optional<String> fault(String file) {
    try {
      Path path = Path.of(file);
      if (!Files.exists(path)) {
        return Optional.of("which does not exist");
      }
      if (!Files.isRegularFile(path)) {
        return Optional.of("which is not a regular file");
      }
      return Files.isReadable(path) ? Optional.empty() : Optional.of("which is not readable");
    } catch (InvalidPathException wrong) {
      return Optional.of("which is not a path: " + wrong.getReason());
    }
  }
}
