package dev.aftlab.activities.tracking.mlflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Real MLflow servers for tests: the one that is named or that {@code ops/stack up} started, and
 * the program to start others with.
 */
public final class MlflowServers {
  private static final int TIMEOUT_MILLIS = 2_000;

  private MlflowServers() {}

  /**
   * The server of {@code MLFLOW_TRACKING_URI}, else of the local stack; empty when none answers.
   */
  public static Optional<URI> running() {
    String named = System.getenv().getOrDefault("MLFLOW_TRACKING_URI", "");
    Optional<String> address =
        named.isBlank() ? stack().flatMap(MlflowServers::named) : Optional.of(named);
    return address.map(URI::create).filter(MlflowServers::answers);
  }

  /** The program of the local stack, whether its servers run or not. */
  public static Optional<Path> program() {
    return stack().map(folder -> folder.resolve("venv/bin/mlflow")).filter(Files::isExecutable);
  }

  private static Optional<Path> stack() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".aft/stack"))
          && Files.isDirectory(folder.resolve("ops"))) {
        return Optional.of(folder.resolve(".aft/stack"));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> named(Path stack) {
    try {
      Path file = stack.resolve("env");
      String prefix = "MLFLOW_TRACKING_URI=";
      return Files.exists(file)
          ? Files.readAllLines(file).stream()
              .filter(line -> line.startsWith(prefix))
              .map(line -> line.substring(prefix.length()))
              .findFirst()
          : Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static boolean answers(URI address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), TIMEOUT_MILLIS);
      return true;
    } catch (IOException down) {
      return false;
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
