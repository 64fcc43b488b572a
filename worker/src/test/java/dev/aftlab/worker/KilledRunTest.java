package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.plan.Step;
import dev.aftlab.worker.cli.ExitCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A killed run resumes and ends with the bytes of an undisturbed one. */
@Tag("slow")
final class KilledRunTest {
  private static final long SEED = 20_261_124;
  private static final int ALIGN_STEPS = 48;
  private static final Pattern CHECKPOINT = Pattern.compile("ckpt-([0-9]{10})\\.e[0-9]{10}");

  private SmallExperiment small;
  private String alignment;
  private String sampling;

  @BeforeEach
  void runUndisturbed() throws Exception {
    small = SmallExperiment.get();
    alignment = small.fingerprint(step -> step.title().equals("train boundary, seed 5"));
    sampling = small.fingerprint(Step.Sample.class::isInstance);
  }

  /** Runs on a home until a condition is true, and kills the process then. */
  private void kill(Path home, String moment, BooleanSupplier seen) throws Exception {
    try (AftProcess victim = small.start(home, Map.of(), "--slots", "1")) {
      assertTrue(victim.killWhen(seen), () -> moment + " was not seen:\n" + victim.output());
    }
  }

  private void assertSameBytes(Path home, String what) throws Exception {
    small.finish(home);
    assertEquals(small.digests(), AftProcess.digests(home), what);
  }

  /** The highest step at which a checkpoint of the alignment was made; 0 when there is none. */
  private long alignedTo(Path home) {
    return names(home, alignment)
        .map(CHECKPOINT::matcher)
        .filter(Matcher::matches)
        .mapToLong(match -> Long.parseLong(match.group(1)))
        .max()
        .orElse(0);
  }

  private static Stream<String> names(Path home, String step) {
    try (Stream<Path> names = Files.list(home.resolve("store/work").resolve(step))) {
      return names.map(path -> path.getFileName().toString()).toList().stream();
    } catch (IOException | UncheckedIOException notYet) {
      return Stream.empty();
    }
  }

  @Test
  void alignment_killedAtThreeRandomSteps_endsWithTheSameBytes() throws Exception {
    Random random = new Random(SEED);
    Path home = small.home("killed-thrice");
    // The first kill is within the first three steps after a start.
    long[] steps = {
      1 + random.nextInt(2), 10 + random.nextInt(15), 28 + random.nextInt(ALIGN_STEPS - 32)
    };
    for (long step : steps) {
      kill(home, "step " + step, () -> alignedTo(home) >= step);
    }
    assertSameBytes(home, "killed at steps " + Arrays.toString(steps) + ", seed " + SEED);
  }

  @Test
  void alignment_killedWithinThreeStepsOfAResume_endsWithTheSameBytes() throws Exception {
    Path home = small.home("killed-after-resume");
    kill(home, "step 12", () -> alignedTo(home) >= 12);
    long resumed = alignedTo(home);
    kill(home, "step " + (resumed + 2), () -> alignedTo(home) >= resumed + 2);
    assertSameBytes(home, "killed two steps after resuming from step " + resumed);
  }

  @Test
  void sampling_killedBetweenShards_endsWithTheSameBytes() throws Exception {
    Path home = small.home("killed-sampling");
    kill(
        home,
        "the first shard",
        () -> names(home, sampling).anyMatch(name -> name.startsWith("shard-")));
    assertSameBytes(home, "killed after the first shard of samples");
  }

  @Test
  void run_interrupted_stopsCleanlyAndShowsHowToResume() throws Exception {
    Path home = small.home("interrupted");
    try (AftProcess process = small.start(home, Map.of(), "--slots", "1")) {
      assertTrue(process.when(() -> alignedTo(home) >= 3), process::output);
      long start = System.nanoTime();
      process.interrupt();
      assertEquals(ExitCodes.INTERRUPTED, process.await(), process.output());
      assertTrue(
          System.nanoTime() - start < 20e9,
          "stopping took " + (System.nanoTime() - start) / 1e9 + " s");
      assertTrue(
          process.output().contains("Resume with the same command: aft run"), process.output());
    }
    assertSameBytes(home, "interrupted in the alignment");
  }
}
