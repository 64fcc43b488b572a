package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code small.yaml}, run once undisturbed in a separate process, for all tests that compare with
 * it.
 */
public final class SmallExperiment {
  private static SmallExperiment instance;

  private final Path folder;
  private final Path file;
  private final String output;

  private SmallExperiment() throws Exception {
    folder = Files.createTempDirectory("aft-small");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
    file = folder.resolve("small.yaml");
    try (InputStream in = SmallExperiment.class.getResourceAsStream("small.yaml")) {
      Files.copy(in, file);
    }
    output = finish(home());
  }

  public static synchronized SmallExperiment get() throws Exception {
    if (instance == null) {
      instance = new SmallExperiment();
    }
    return instance;
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  /** The experiment's file. */
  public Path file() {
    return file;
  }

  /** State of the undisturbed run. */
  public Path home() {
    return folder.resolve("undisturbed");
  }

  /** A home for another run. */
  public Path home(String name) {
    return folder.resolve(name);
  }

  /** The output of the undisturbed run. */
  String output() {
    return output;
  }

  Map<String, String> digests() {
    return AftProcess.digests(home());
  }

  AftProcess start(Path home, Map<String, String> environment, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("run", file.toString(), "--checkpoint-every", "0"));
    arguments.addAll(List.of(more));
    return AftProcess.start(home, environment, arguments.toArray(String[]::new));
  }

  /** Runs to the end and returns the output. */
  String finish(Path home) throws Exception {
    try (AftProcess process = start(home, Map.of(), "--slots", "1")) {
      assertEquals(0, process.await(), process.output());
      return process.output();
    }
  }

  Plan plan() throws IOException {
    Path plans = home().resolve("store/plans");
    return Json.read(
        Files.readString(plans.resolve(Files.readString(plans.resolve("latest/small")) + ".json")),
        Plan.class);
  }

  public String fingerprint(Predicate<Step> which) throws IOException {
    return plan().steps().stream().filter(which).findFirst().orElseThrow().fingerprint().value();
  }
}
