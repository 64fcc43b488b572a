package dev.aftlab.worker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real MLflow server of one test: not running at first, to be started, frozen, resumed and
 * killed. Uses the program that {@code ops/stack up} installed.
 */
final class PrivateMlflow implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int TIMEOUT_MILLIS = 500;

  private final Path program;
  private final Path folder;
  private final int port;
  private Optional<Process> process = Optional.empty();

  private PrivateMlflow(Path program, Path folder, int port) {
    this.program = program;
    this.folder = folder;
    this.port = port;
  }

  /** A server in a folder; skips the test when the program is not installed. */
  static PrivateMlflow in(Path folder) throws IOException {
    Optional<Path> program = LocalStack.program("mlflow");
    assumeTrue(
        program.isPresent(), "skipped: no MLflow server is installed; call ops/stack up before");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new PrivateMlflow(
          program.get(), Files.createDirectories(folder), socket.getLocalPort());
    }
  }

  /** The environment variables of a process to use it. */
  Map<String, String> environment() {
    return Map.of("MLFLOW_TRACKING_URI", address());
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts it, on its existing data, and waits until it responds. */
  void start() throws Exception {
    List<String> command =
        List.of(
            program.toString(),
            "server",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--workers",
            "1",
            "--backend-store-uri",
            "sqlite:///" + folder.resolve("mlflow.db"),
            "--artifacts-destination",
            folder.resolve("artifacts").toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MLFLOW_"));
    builder.environment().put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
    process = Optional.of(builder.start());
    Instant end = Instant.now().plus(PATIENCE);
    while (!answers()) {
      if (!process.get().isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException(
            "MLflow does not start:\n" + Files.readString(folder.resolve("server.log")));
      }
      Thread.sleep(100);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** {@code SIGSTOP}: the system still accepts connections for it, without responses. */
  void freeze() throws Exception {
    signal("-STOP");
  }

  /** {@code SIGCONT}. */
  void wake() throws Exception {
    signal("-CONT");
  }

  private void signal(String signal) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    all().forEach(handle -> command.add(Long.toString(handle.pid())));
    new ProcessBuilder(command).start().waitFor();
  }

  /** The process that was started and those that it started. */
  private Stream<ProcessHandle> all() {
    return process.stream()
        .flatMap(server -> Stream.concat(server.descendants(), Stream.of(server.toHandle())));
  }

  @Override
  public void close() {
    all().toList().forEach(ProcessHandle::destroyForcibly);
  }
}
