package dev.aftlab.experiments.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.ExperimentSpec;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.SpecReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Sweeps of many thousands of arms are planned in seconds: what arms share is read, checked and
 * fingerprinted once.
 */
final class LargePlanTest {

  /**
   * A third of what it took when every arm was read, checked and fingerprinted by itself; generous,
   * since the machine may be busy.
   */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final int SEEDS = 2;
  private static final int LAMBDAS = 100;
  private static final int RATES = 60;

  @Test
  void twelveThousandDistinctArms_planned_takeSecondsOfOneThread() {
    String text =
        shared()
            + """
            arms:
              detached: {align: {loss: {constraint: detached}}}
            axes:
              - {field: align.loss.lambda, values: [%s]}
              - {field: align.training.optimizer.learningRate, values: [%s]}
            """
                .formatted(values(LAMBDAS, "%d"), values(RATES, "%de-6"));
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    ExperimentSpec experiment = SpecReader.read("large", text, List.of()).spec();
    Plan plan = Planner.plan(experiment, new FakeFacts());
    Duration took =
        Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    assertEquals(SEEDS * LAMBDAS * RATES, plan.distinctArms().size());
    // Of a seed: VFT, two ranges and labels of the training questions, the same of the held-out
    // ones; of an arm its training and evaluation.
    assertEquals(SEEDS * 7 + 2 * SEEDS * LAMBDAS * RATES, plan.steps().size());
    assertTrue(took.compareTo(LONGEST) < 0, () -> "planning took " + took + " of one thread");
  }

  /** What the quickstart's arms share, without its matched control. */
  private static String shared() {
    String text = Catalog.yaml("quickstart");
    String before = text.substring(0, text.indexOf("continued:"));
    return before + text.substring(text.indexOf("evaluation:"), text.indexOf("arms:"));
  }

  private static String values(int count, String form) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> form.replace("%d", Integer.toString(number)))
        .collect(Collectors.joining(", "));
  }
}
