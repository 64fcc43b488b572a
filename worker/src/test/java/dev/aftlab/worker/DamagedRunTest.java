package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.plan.ObjectiveSpec;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.worker.cli.ExitCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A store with corrupt or missing files: the same run recomputes them, and ends with the bytes of
 * an undisturbed run.
 */
@Tag("slow")
final class DamagedRunTest {
  private static final long SEED = 20_261_128;

  /** How often the bit is flipped, each time another one. */
  private static final int FLIPS = Integer.getInteger("aftlab.flips", 1);

  private SmallExperiment small;

  @BeforeEach
  void runUndisturbed() throws Exception {
    small = SmallExperiment.get();
  }

  @Test
  void flippedBit_inWeightsThatTwoTrainingsReadConcurrently_isRepairedWithinTheRun()
      throws Exception {
    Random random = new Random(SEED);
    for (int flip = 0; flip < FLIPS; flip++) {
      Path home = copy("flipped-" + flip);
      // Both alignments and the matched training begin at once, since all that they need is there.
      remove(
          home,
          step ->
              step instanceof Step.Evaluate
                  || step instanceof Step.Train train
                      && !(train.objective() instanceof ObjectiveSpec.Supervised));
      Path weights = file(home, DamagedRunTest::isVft, "model.safetensors");
      long at = flip(weights, random);
      String said = run(home, "2");
      assertEquals(
          small.digests(), AftProcess.digests(home), "bit flipped at byte " + at + "\n" + said);
      assertEquals(
          1, count(home.resolve("store/quarantine")), "bit flipped at byte " + at + "\n" + said);
    }
  }

  @Test
  void everyArtifactOfAnArm_corruptedDifferently_isRecomputedInTurn() throws Exception {
    Path home = copy("all-damaged");
    remove(
        home,
        step ->
            step instanceof Step.Evaluate
                || step instanceof Step.Train train
                    && !(train.objective() instanceof ObjectiveSpec.Supervised));
    flip(file(home, DamagedRunTest::isVft, "model.safetensors"), new Random(SEED));
    for (Path samples : files(home, Step.Sample.class::isInstance, "samples.jsonl")) {
      truncate(samples);
    }
    List<Path> labels = files(home, Step.Label.class::isInstance, "labels.jsonl");
    truncate(labels.getFirst());
    flip(labels.getLast(), new Random(SEED));
    for (Path scores : files(home, Step.Score.class::isInstance, "scores.jsonl")) {
      Files.delete(scores);
    }
    String said = run(home, "2");
    assertEquals(small.digests(), AftProcess.digests(home), said);
  }

  @Test
  void items_foundTruncatedForTheReport_areRecomputedBeforeIt() throws Exception {
    Path home = copy("cut-off");
    truncate(files(home, Step.Evaluate.class::isInstance, "items.jsonl").getFirst());
    flip(files(home, Step.Evaluate.class::isInstance, "items.jsonl").getLast(), new Random(SEED));
    String said = run(home, "1");
    assertEquals(small.digests(), AftProcess.digests(home), said);
    assertTrue(said.contains("2 executed"), said);
    assertTrue(said.contains("unconstrained"), said);
  }

  @Test
  void items_truncatedAfterTheRun_areReportedWithTheCommandThatRecomputesThem() throws Exception {
    Path home = copy("reported");
    truncate(file(home, step -> step.title().equals("evaluate vft, seed 5"), "items.jsonl"));
    String said;
    try (AftProcess report = AftProcess.start(home, Map.of(), "report")) {
      assertEquals(ExitCodes.FAILED, report.await(), report.output());
      said = report.output();
    }
    assertTrue(
        said.contains(
            "vft seed 5: its results are no longer in the store, or were corrupt and moved to"
                + " quarantine"),
        said);
    assertTrue(said.contains("recompute them with: aft run " + small.file()), said);
    assertTrue(said.contains("unconstrained"), "the other arms' rows: " + said);
    assertEquals(small.digests(), AftProcess.digests(finished(home)));
    try (AftProcess report = AftProcess.start(home, Map.of(), "report")) {
      assertEquals(ExitCodes.DONE, report.await(), report.output());
    }
  }

  private static boolean isVft(Step step) {
    return step instanceof Step.Train train
        && train.objective() instanceof ObjectiveSpec.Supervised;
  }

  private Path finished(Path home) throws Exception {
    run(home, "2");
    return home;
  }

  private String run(Path home, String slots) throws Exception {
    try (AftProcess process = small.start(home, Map.of(), "--slots", slots)) {
      assertEquals(ExitCodes.DONE, process.await(), process.output());
      assertFalse(process.output().contains("this is a bug"), process.output());
      return process.output();
    }
  }

  /** A copy of the undisturbed run's state. */
  private Path copy(String name) throws IOException {
    Path from = small.home();
    Path to = small.home(name);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    return to;
  }

  private void remove(Path home, Predicate<Step> which) throws IOException {
    for (Step step : steps(which)) {
      try (Stream<Path> all = Files.walk(artifact(home, step))) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  private List<Step> steps(Predicate<Step> which) throws IOException {
    return small.plan().steps().stream().filter(which).toList();
  }

  private static Path artifact(Path home, Step step) {
    return home.resolve("store/artifacts")
        .resolve(step.kind().label())
        .resolve(step.fingerprint().value());
  }

  private Path file(Path home, Predicate<Step> which, String name) throws IOException {
    return files(home, which, name).getFirst();
  }

  /** The files of a name in the artifacts of some steps, in the order of the plan. */
  private List<Path> files(Path home, Predicate<Step> which, String name) throws IOException {
    return steps(which).stream()
        .flatMap(step -> below(artifact(home, step)))
        .filter(file -> file.endsWith(name))
        .toList();
  }

  private static Stream<Path> below(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long flip(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = random.nextInt(bytes.length);
    bytes[at] ^= (byte) (1 << random.nextInt(8));
    Files.write(file, bytes);
    return at;
  }

  private static void truncate(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }
}
