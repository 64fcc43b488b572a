package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.plan.Step;
import dev.aftlab.worker.cli.ExitCodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Workers that are killed at random times during training, sampling, alignment and evaluation. Each
 * replacement is a machine with an empty disk and only the shared store. Five kills unless {@code
 * -Daftlab.kills=N} is set; another seed by {@code -Daftlab.seed=S}, another heartbeat timeout than
 * five seconds by {@code -Daftlab.heartbeat=SECONDS}.
 */
@Tag("slow")
final class KilledWorkersTest {

  private static final long SEED = Long.getLong("aftlab.seed", 20_261_125);
  private static final int KILLS = Integer.getInteger("aftlab.kills", 5);
  private static final int LONGEST_DELAY_MILLIS = 600;
  private static final int SUCCESSORS_SLOTS = 3;

  /**
   * The heartbeat timeout and five seconds of overhead; ten more where the server first waits for a
   * lost worker's decision.
   */
  private static final Duration LONGEST = Duration.ofSeconds(Cluster.HEARTBEAT_SECONDS + 5 + 10);

  /**
   * How long a step waited for its next attempt, and how much of that for the successor's start.
   */
  private record Pause(Duration untilNextAttempt, Duration untilSuccessorWasReady) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%.1f s (successor ready after %.1f)",
          untilNextAttempt.toMillis() / 1e3,
          untilSuccessorWasReady.toMillis() / 1e3);
    }
  }

  /** A time to kill: this step is active, and the given time has passed. */
  private record Moment(String name, String step, int delayMillis) {}

  @Test
  void workers_killedAtRandomTimes_produceTheBytesOfAnUninterruptedRun() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    Random random = new Random(SEED);
    List<Pause> pauses = new ArrayList<>();
    int left = KILLS;
    for (int run = 1; left > 0; run++) {
      List<Moment> moments = moments(small, random);
      moments = moments.subList(0, Math.min(left, moments.size()));
      killAt(small, "killed-workers-" + run, moments, pauses);
      left -= moments.size();
    }
    System.out.printf(
        "killed workers: %d kills, seed %d, heartbeat timeout %d s, same bytes; from kill to next"
            + " attempt: %s%n",
        KILLS, SEED, Cluster.HEARTBEAT_SECONDS, pauses);
    for (Pause pause : pauses) {
      assertTrue(
          pause.untilNextAttempt().minus(pause.untilSuccessorWasReady()).compareTo(LONGEST) < 0,
          pause.toString());
    }
  }

  /** In the order of a run with one slot. */
  private static List<Moment> moments(SmallExperiment small, Random random) throws Exception {
    List<Moment> moments = new ArrayList<>();
    moments.add(
        moment("VFT", small.fingerprint(step -> step.title().equals("train vft, seed 5")), random));
    moments.add(
        moment(
            "sampling",
            small.fingerprint(
                step -> step instanceof Step.Sample && step.title().startsWith("samples 0")),
            random));
    moments.add(
        moment(
            "alignment",
            small.fingerprint(step -> step.title().equals("train boundary, seed 5")),
            random));
    moments.add(
        moment(
            "evaluation",
            small.fingerprint(step -> step.title().equals("evaluate boundary, seed 5")),
            random));
    moments.add(
        moment(
            "another alignment",
            small.fingerprint(step -> step.title().equals("train unconstrained, seed 5")),
            random));
    return moments;
  }

  private static Moment moment(String name, String step, Random random) {
    return new Moment(name, step, random.nextInt(LONGEST_DELAY_MILLIS));
  }

  private static void killAt(
      SmallExperiment small, String name, List<Moment> moments, List<Pause> pauses)
      throws Exception {
    Map<String, String> mlflow = mlflow(name);
    try (Cluster cluster = Cluster.start(small, name, small.home(name).resolve("store"), mlflow)) {
      AftProcess run = cluster.run();
      AftProcess worker = cluster.worker();
      // The scheduler decides the order of later steps: each kill uses the first remaining one that
      // has started.
      List<Moment> waiting = new ArrayList<>(moments);
      while (!waiting.isEmpty()) {
        Moment now =
            cluster.awaitFound(
                "any of " + waiting,
                seen -> waiting.stream().filter(moment -> seen.begun(moment.step())).findFirst());
        waiting.remove(now);
        Thread.sleep(now.delayMillis());
        boolean inTheMiddle = !cluster.committed(now.step());
        long before = cluster.leases(now.step());
        worker.kill();
        long killed = System.nanoTime();
        // With one slot, the attempt could wait for other steps that came before it.
        worker = cluster.workerWithSlots(SUCCESSORS_SLOTS);
        AftProcess successor = worker;
        successor.when(() -> successor.output().contains("polling Temporal"));
        long ready = System.nanoTime();
        if (inTheMiddle) {
          // A newer lease of the step, or its artifact, shows that another worker continues.
          cluster.await(
              "the next attempt at " + now.name(),
              seen -> seen.leases(now.step()) > before || seen.committed(now.step()));
          pauses.add(
              new Pause(
                  Duration.ofNanos(System.nanoTime() - killed), Duration.ofNanos(ready - killed)));
        }
      }
      assertEquals(ExitCodes.DONE, run.await(), cluster::output);
      assertEquals(
          small.digests(), cluster.digests(), () -> name + ": " + moments + ", seed " + SEED);
      assertSameCurves(small, cluster);
      if (!mlflow.isEmpty()) {
        MlflowCurves curves =
            new MlflowCurves(
                mlflow.get("MLFLOW_TRACKING_URI"), mlflow.get("MLFLOW_EXPERIMENT_NAME"));
        curves.awaitEnd(cluster::output);
        System.out.printf(
            "killed workers: %d points in MLflow, each once, as the store has them%n",
            curves.assertExact(small.plan(), cluster.store()));
      }
    }
  }

  /**
   * The MLflow server of the local stack, with an experiment of the test's own; empty when it is
   * not up.
   */
  private static Map<String, String> mlflow(String name) {
    return LocalStack.environment()
        .map(stack -> stack.get("MLFLOW_TRACKING_URI"))
        .map(
            address ->
                Map.of(
                    "MLFLOW_TRACKING_URI",
                    address,
                    "MLFLOW_EXPERIMENT_NAME",
                    name + "-" + ProcessHandle.current().pid()))
        .orElse(Map.of());
  }

  /** The metric histories, value by value and step by step; only the times of day differ. */
  private static void assertSameCurves(SmallExperiment small, Cluster cluster) throws Exception {
    for (Step step : small.plan().steps()) {
      if (step instanceof Step.Train) {
        assertEquals(
            curve(small.home().resolve("store"), step), curve(cluster.store(), step), step.title());
      }
    }
  }

  private static List<String> curve(Path store, Step step) {
    return MlflowCurves.journal(store, step.fingerprint()).stream()
        .map(point -> point.step() + " " + point.values())
        .toList();
  }
}
