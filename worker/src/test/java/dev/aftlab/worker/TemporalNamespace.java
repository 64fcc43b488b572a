package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A separate namespace on the local stack's server, without workers of other tests, with Temporal's
 * command line.
 */
public final class TemporalNamespace {
  private final Map<String, String> environment;
  private final Path program;

  private TemporalNamespace(Map<String, String> environment, Path program) {
    this.environment = environment;
    this.program = program;
  }

  /** A new one; the test is skipped without {@code ops/stack up}. */
  public static TemporalNamespace create(String name) {
    Optional<Map<String, String>> stack = LocalStack.environment();
    assumeTrue(stack.isPresent(), "skipped: no Temporal server answers; call ops/stack up before");
    Map<String, String> environment = new TreeMap<>(stack.get());
    environment.put("TEMPORAL_NAMESPACE", name + "-" + UUID.randomUUID());
    TemporalNamespace namespace =
        new TemporalNamespace(environment, LocalStack.program("temporal").orElseThrow());
    namespace.cli(
        "operator", "namespace", "create", "--namespace", environment.get("TEMPORAL_NAMESPACE"));
    return namespace;
  }

  /** The environment variables to work in it. */
  public Map<String, String> environment() {
    return environment;
  }

  /** How many workflows a query finds. */
  public int count(String query) {
    return Integer.parseInt(cli("workflow", "count", "--query", query).replaceAll("[^0-9]", ""));
  }

  /** Runs {@code temporal WORDS} and returns its output. */
  String cli(String... words) {
    Ended ended = run(List.of(words));
    assertEquals(0, ended.code(), ended.said());
    return ended.said();
  }

  /** Runs {@code temporal WORDS} and returns whether it succeeded. */
  boolean succeeds(String... words) {
    return run(List.of(words)).code() == 0;
  }

  private record Ended(int code, String said) {}

  private Ended run(List<String> words) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
