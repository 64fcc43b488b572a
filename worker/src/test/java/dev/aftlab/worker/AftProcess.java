package dev.aftlab.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The program in a separate process, which can be killed. Every process ends with the test. */
public final class AftProcess implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-Dai.djl.pytorch.num_threads=1",
          "-Dai.djl.pytorch.num_interop_threads=1",
          "-Dai.djl.pytorch.graph_optimizer=false",
          "-Dai.djl.offline=true",
          "-DOPT_OUT_TRACKING=true",
          "-XX:+UseSerialGC");

  private final Process process;
  private final Path output;

  private AftProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code aft ARGS} with its state in a home folder. */
  public static AftProcess start(Path home, Map<String, String> environment, String... args) {
    try {
      Files.createDirectories(home);
      Path output = Files.createTempFile(home, "output", ".txt");
      List<String> command =
          new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
      command.addAll(FLAGS);
      command.addAll(
          List.of("-cp", System.getProperty("java.class.path"), "dev.aftlab.worker.Main"));
      command.addAll(List.of(args));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().remove("TEMPORAL_ADDRESS");
      builder.environment().keySet().removeIf(name -> name.startsWith("MLFLOW_"));
      builder.environment().put("AFT_HOME", home.toString());
      builder.environment().putAll(environment);
      return new AftProcess(builder.start(), output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits for the end and gives the exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      close();
      throw new AssertionError("still running after " + LONGEST + ":\n" + output());
    }
    return process.exitValue();
  }

  /** {@code kill -9} as soon as a condition is true; false when the process ended before. */
  boolean killWhen(BooleanSupplier condition) throws InterruptedException {
    boolean seen = when(condition);
    process.destroyForcibly().waitFor();
    return seen;
  }

  /** Waits until a condition is true; false when the process ended before. */
  public boolean when(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(LONGEST);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Thread.sleep(1);
    }
    return false;
  }

  /** Requests the process to end, as Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    signal("-INT");
  }

  long pid() {
    return process.pid();
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stops every thread of the process, as a machine that swaps or is suspended does. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Resumes a frozen process. */
  void wake() throws IOException, InterruptedException {
    signal("-CONT");
  }

  /** Requests the process to end, as a shutdown does. */
  void terminate() throws IOException, InterruptedException {
    signal("-TERM");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
  }

  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /**
   * SHA-256 of all files of a store's steps by kind, fingerprint and name, without journals, whose
   * points contain the time of day.
   */
  static Map<String, String> digests(Path home) {
    return storeDigests(home.resolve("store"));
  }

  /** The same for a store at another path. */
  static Map<String, String> storeDigests(Path store) {
    Path artifacts = store.resolve("artifacts");
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(artifacts)) {
      for (Path file : files.filter(Files::isRegularFile).filter(AftProcess::compared).toList()) {
        Path relative = artifacts.relativize(file);
        // kind/fingerprint/writer/name…: the writer's epoch, which differs between attempts, is
        // omitted.
        digests.put(
            relative.subpath(0, 2) + "/" + relative.subpath(3, relative.getNameCount()),
            sha256(file));
      }
      return digests;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean compared(Path file) {
    return !file.endsWith("manifest.json") && !file.endsWith("journal.jsonl");
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
