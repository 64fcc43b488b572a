package dev.aftlab.activities.lm.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.BaseNDManager;
import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.model.CausalModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A training holds no more arrays and no more memory after many steps than after a few. */
class TrainerMemoryTest {
  private static final int WARM = 100;
  private static final int STEPS = 500;
  private static final double FLAT = 1.05;

  @Test
  void step_fiveHundredTimes_arraysAndMemoryStayFlat() throws Exception {
    Path status = Path.of("/proc/self/status");
    Assumptions.assumeTrue(Files.exists(status), "skipped: resident memory is read from /proc, which is not here");
    // A budget of 20 tokens makes several micro-batches a step, so that both ways through a step are taken.
    TrainerSettings settings = new TrainerSettings(250, 2, 20, ReferenceModel.OPTIMIZER, 7);
    try (CausalModel model = CausalModel.load(ReferenceModel.folder(), "cpu");
        Trainer trainer = new Trainer(model, ReferenceModel.groups(), settings, ReferenceModel.supervised())) {
      assertEquals(STEPS, trainer.totalSteps());
      for (int i = 0; i < WARM; i++) {
        trainer.step();
      }
      int arrays = resources(model);
      long before = resident(status);
      while (trainer.nextStep() < STEPS) {
        trainer.step();
      }
      assertEquals(arrays, resources(model));
      long after = resident(status);
      assertTrue(after <= before * FLAT, "resident memory " + before + " kB after " + WARM + " steps, " + after + " kB after " + STEPS);
    }
  }

  /** Arrays that the model owns: a step that leaves one behind leaves it here or in a scope that was not closed. */
  private static int resources(CausalModel model) {
    return ((BaseNDManager) model.manager()).getManagedArrays().size();
  }

  private static long resident(Path status) throws Exception {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
  }
}
