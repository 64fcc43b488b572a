package dev.aftlab.worker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real Temporal server of one test, on a database file: it can be killed and started again. Uses
 * the program that {@code ops/stack up} installed.
 */
public final class PrivateTemporal implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TIMEOUT_MILLIS = 500;

  private final Path program;
  private final Path folder;
  private final int port;
  private final int webPort;
  private Process process;

  private PrivateTemporal(Path program, Path folder) throws IOException {
    this.program = program;
    this.folder = folder;
    this.port = freePort();
    this.webPort = freePort();
  }

  /** Starts one in a folder; skips the test when the program is not installed. */
  public static PrivateTemporal start(Path folder) throws Exception {
    Optional<Path> program = LocalStack.program("temporal");
    assumeTrue(
        program.isPresent(), "skipped: no Temporal server is installed; call ops/stack up before");
    PrivateTemporal server = new PrivateTemporal(program.get(), Files.createDirectories(folder));
    server.start();
    return server;
  }

  /** The environment variables of a process to use it. */
  public Map<String, String> environment() {
    return Map.of("TEMPORAL_ADDRESS", address(), "TEMPORAL_NAMESPACE", "default");
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** Starts it again after {@link #kill}, on the same database and port. */
  public void start() throws Exception {
    List<String> command =
        List.of(
            program.toString(),
            "server",
            "start-dev",
            "--ip",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--ui-port",
            Integer.toString(webPort),
            "--db-filename",
            folder.resolve("temporal.db").toString(),
            "--sqlite-pragma",
            "journal_mode=wal",
            "--sqlite-pragma",
            "synchronous=normal",
            "--log-level",
            "warn",
            "--disable-config-file",
            "--disable-config-env");
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    Instant end = Instant.now().plus(PATIENCE);
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException(
            "Temporal does not start:\n" + Files.readString(folder.resolve("server.log")));
      }
      Thread.sleep(50);
    }
  }

  /** CPU time that its process has used. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (process.isAlive()) {
      throw new UncheckedIOException(new IOException("process " + process.pid() + " does not end"));
    }
  }
}
