package dev.aftlab.worker.temporal;

import dev.aftlab.worker.cli.InputException;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.ClientConfigTLS;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Looks at what a configuration says of TLS before anybody is connected to. */
final class TemporalTls {
  private TemporalTls() {}

  /**
   * Makes sure that the files of certificates and keys can be read, and that a certificate has its
   * key.
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
          "Temporal's client certificate and its key belong together, but only the "
              + (certificate ? "certificate" : "key")
              + " is given: set TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH");
    }
  }

  /**
   * Whether a switch is on. Temporal's own tools take a 1 for true, where its configuration for
   * Java would take it for false.
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

  /** Whether TLS is switched off in so many words, which holds with an API key, too. */
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
                    "Temporal's configuration cannot be used: "
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
        return Optional.of("which is not there");
      }
      if (!Files.isRegularFile(path)) {
        return Optional.of("which is not a regular file");
      }
      return Files.isReadable(path) ? Optional.empty() : Optional.of("which may not be read");
    } catch (InvalidPathException wrong) {
      return Optional.of("which is no path: " + wrong.getReason());
    }
  }
}
