package dev.aftlab.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The servers that {@code ops/stack up} started, if it was called. */
final class LocalStack {
  private static final int TIMEOUT_MILLIS = 2_000;

  private LocalStack() {}

  /** The environment variables to use them; empty when none responds. */
  static Optional<Map<String, String>> environment() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve(".aft/stack/env");
      if (Files.isRegularFile(file) && Files.isDirectory(folder.resolve("ops"))) {
        return Optional.of(read(file)).filter(LocalStack::answers);
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  /** A program that {@code ops/stack up} installed, whether the servers run or not. */
  static Optional<Path> program(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path program = folder.resolve(".aft/stack/venv/bin").resolve(name);
      if (Files.isExecutable(program) && Files.isDirectory(folder.resolve("ops"))) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> read(Path file) {
    try {
      Map<String, String> environment = new TreeMap<>();
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          environment.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
      return environment;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean answers(Map<String, String> environment) {
    String[] address = environment.getOrDefault("TEMPORAL_ADDRESS", "").split(":");
    if (address.length != 2) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address[0], Integer.parseInt(address[1])), TIMEOUT_MILLIS);
      return true;
    } catch (IOException down) {
      return false;
    }
  }
}
