package dev.aftlab.activities.tracking.mlflow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real MLflow server of a test's own, on loopback, to be stopped, frozen and started again. In a
 * process group of its own, which ends with the test.
 */
public final class OwnMlflow implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path program;
  private final Path folder;
  private final int port = MlflowServers.freePort();
  private Optional<Process> process = Optional.empty();

  /** Not started yet; data go below the folder. */
  public OwnMlflow(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** Where it is, whether it runs or not. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts it, on the data that are there, and waits until it answers. */
  public void start() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "setsid",
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
    builder.environment().put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
    builder.environment().keySet().removeIf(name -> name.startsWith("MLFLOW_TRACKING"));
    builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("server.log").toFile());
    process = Optional.of(builder.start());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end || !process.get().isAlive()) {
        throw new AssertionError("MLflow did not start: see " + folder.resolve("server.log"));
      }
      Thread.sleep(200);
    }
  }

  private boolean answers() throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address() + "/version"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException down) {
      return false;
    }
  }

  /**
   * {@code SIGSTOP} to all its processes: connections are still taken, by the system, and nothing
   * answers.
   */
  public void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** {@code SIGCONT}. */
  public void wake() throws IOException, InterruptedException {
    signal("-CONT");
  }

  /** {@code SIGKILL} to all its processes. */
  public void kill() throws IOException, InterruptedException {
    close();
    process.orElseThrow().waitFor();
    process = Optional.empty();
  }

  private void signal(String signal) throws IOException, InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(List.of(process.orElseThrow().toHandle()));
    all.addAll(process.orElseThrow().descendants().toList());
    List<String> command = new ArrayList<>(List.of("kill", signal));
    all.forEach(handle -> command.add(Long.toString(handle.pid())));
    new ProcessBuilder(command).start().waitFor();
  }

  @Override
  public void close() {
    process.ifPresent(
        server -> {
          server.descendants().forEach(ProcessHandle::destroyForcibly);
          server.destroyForcibly();
        });
  }
}
