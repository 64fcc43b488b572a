package dev.aftlab.activities.lm.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.BaseNDManager;
import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.djl.DjlLearnerSession;
import dev.aftlab.activities.lm.engine.LearnerSession;
import dev.aftlab.activities.lm.model.CausalModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A training holds no more arrays and no more memory after many steps than after a few. */
class TrainerMemoryTest {
  private static final int WARM = 100;
  private static final int STEPS = 500;
  private static final double FLAT = 1.05;
  private static final Path STATUS = Path.of("/proc/self/status");

  /**
   * In a process of its own, whose heap is there from the start and whose compiler is the one that
   * needs next to no memory: what grows then is what a training left behind. The optimizing
   * compiler alone takes 40 MB in the first thousand steps.
   */
  @Test
  void step_fiveHundredTimes_arraysAndMemoryStayFlat() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(STATUS), "skipped: resident memory is read from /proc, which is not here");
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("ai.djl.") || name.startsWith("OPT_OUT"))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(
        List.of(
            "-Xms96m",
            "-Xmx96m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Training.class.getName()));
    Process training =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String said = new String(training.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(training.waitFor(1, TimeUnit.MINUTES), said);
      assertEquals(0, training.exitValue(), said);
      long[] seen =
          Arrays.stream(said.lines().reduce((line, last) -> last).orElseThrow().split(" "))
              .mapToLong(Long::parseLong)
              .toArray();
      assertEquals(seen[0], seen[1], "arrays");
      assertTrue(
          seen[3] <= seen[2] * FLAT,
          "resident memory "
              + seen[2]
              + " kB after "
              + WARM
              + " steps, "
              + seen[3]
              + " kB after "
              + STEPS);
    } finally {
      training.destroyForcibly();
    }
  }

  /** The training; prints arrays and resident memory after a few steps and at the end. */
  static final class Training {
    private Training() {}

    /** Without arguments. */
    public static void main(String[] arguments) throws Exception {
      // A budget of 20 tokens makes several micro-batches a step, so that both ways through a step
      // are taken.
      TrainerSettings settings = new TrainerSettings(STEPS / 2, 2, 20, ReferenceModel.OPTIMIZER, 7);
      try (CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu");
          LearnerSession session = new DjlLearnerSession(model, ReferenceModel.OPTIMIZER)) {
        Trainer trainer =
            new Trainer(session, ReferenceModel.groups(), settings, ReferenceModel.supervised());
        assertEquals(STEPS, trainer.totalSteps());
        train(trainer, WARM);
        int arrays = resources(model);
        long before = resident();
        train(trainer, STEPS);
        System.out.println(arrays + " " + resources(model) + " " + before + " " + resident());
      }
    }

    private static void train(Trainer trainer, int until) {
      while (trainer.nextStep() < until) {
        trainer.step();
      }
    }

    /**
     * Arrays that the model owns: a step that leaves one behind leaves it here or in a scope that
     * was not closed.
     */
    private static int resources(CausalModel model) {
      return ((BaseNDManager) model.manager()).getManagedArrays().size();
    }

    private static long resident() throws Exception {
      for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(50);
      }
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
