package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.tracking.MetricPoint;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.worker.cli.ExitCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs with a real MLflow server that is up, down or frozen. */
@Tag("slow")
final class MlflowRunTest {
  private static final String SECRET = "planted-token-91bc4e";

  @Test
  void earlierRun_trackedTwice_existsOnce() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    try (PrivateMlflow mlflow = PrivateMlflow.in(small.home("mlflow-by-hand"))) {
      try (AftProcess early =
          AftProcess.start(small.home(), Map.of(), "track", "latest", "--to", mlflow.address())) {
        assertEquals(ExitCodes.FAILED, early.await());
        assertTrue(
            early.output().contains("aft: MLflow at " + mlflow.address() + " cannot be reached"),
            early.output());
      }
      mlflow.start();
      MlflowCurves curves = new MlflowCurves(mlflow.address(), "small");
      for (int time = 0; time < 2; time++) {
        try (AftProcess mirror =
            AftProcess.start(small.home(), Map.of(), "track", "latest", "--to", mlflow.address())) {
          assertEquals(ExitCodes.DONE, mirror.await(), mirror.output());
          assertTrue(mirror.output().contains("5 arms with 7 curves"), mirror.output());
        }
        curves.assertExact(small.plan(), small.home().resolve("store"));
      }
      assertEquals(Optional.of("FINISHED"), curves.status());
      assertEquals(List.of("report.md", "resolved.yaml", "results.json"), curves.files());
    }
  }

  @Test
  void server_unreachableForTheWholeRun_receivesEverythingAfterRestarts() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    Path folder = small.home("mlflow-away");
    Map<String, String> more = new HashMap<>();
    try (PrivateMlflow mlflow = PrivateMlflow.in(folder.resolve("mlflow"))) {
      more.putAll(mlflow.environment());
      more.put("MLFLOW_EXPERIMENT_NAME", "elsewhere");
      more.put("MLFLOW_TRACKING_TOKEN", SECRET);
      try (Cluster cluster = Cluster.start(small, "mlflow-away", folder.resolve("store"), more)) {
        AftProcess run = cluster.run();
        AftProcess worker = cluster.worker();
        assertEquals(ExitCodes.DONE, run.await(), cluster::output);
        assertEquals(small.digests(), cluster.digests());
        assertTrue(run.output().contains("does not have everything yet"), run.output());
        cluster.temporal().kill();
        worker.kill();
        cluster.temporal().start();
        mlflow.start();
        cluster.worker();
        MlflowCurves curves = new MlflowCurves(mlflow.address(), "elsewhere");
        curves.awaitEnd(cluster::output);
        long points = curves.assertExact(small.plan(), cluster.store());
        System.out.println(
            "[figure] MLflow away for the whole run, everything restarted: "
                + points
                + " points, each once");
      }
    }
    assertEquals(
        List.of(),
        holding(folder, SECRET),
        "a token is in a history, a log, a run's folder or in MLflow");
  }

  /** Databases, logs, outputs and all other files of the processes. */
  private static List<Path> holding(Path folder, String secret) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /** Training writes its journal step by step: the times between its steps are its rate. */
  @Test
  void server_frozenDuringTheRun_slowsNoTrainingAndHasTheExactHistoryInTheEnd() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    Path home = small.home("mlflow-frozen");
    try (PrivateMlflow mlflow = PrivateMlflow.in(small.home("mlflow-frozen-server"))) {
      mlflow.start();
      try (AftProcess run = small.start(home, mlflow.environment(), "--slots", "1")) {
        MlflowCurves curves = new MlflowCurves(mlflow.address(), "small");
        assertTrue(run.when(() -> running(curves)), run::output);
        mlflow.freeze();
        assertEquals(ExitCodes.DONE, run.await(), run::output);
        assertTrue(run.output().contains("does not have everything yet"), run.output());
        mlflow.wake();
        try (AftProcess mirror = AftProcess.start(home, mlflow.environment(), "track")) {
          assertEquals(ExitCodes.DONE, mirror.await(), mirror.output());
        }
        curves.assertExact(small.plan(), home.resolve("store"));
      }
    }
    assertEquals(small.digests(), AftProcess.digests(home));
    double without = millisPerStep(small.plan(), small.home().resolve("store"));
    double frozen = millisPerStep(small.plan(), home.resolve("store"));
    System.out.printf(
        "[figure] a training step takes %.1f ms without MLflow, %.1f ms beside a frozen one"
            + " (median)%n",
        without, frozen);
    // Tracking on the training's thread would have waited 15 seconds for each answer.
    assertTrue(frozen < 3 * without, frozen + " ms against " + without + " ms");
  }

  private static boolean running(MlflowCurves curves) {
    try {
      return curves.status().isPresent();
    } catch (Exception notYet) {
      return false;
    }
  }

  private static double millisPerStep(Plan plan, Path store) {
    List<Long> pauses = new ArrayList<>();
    for (Fingerprint training :
        plan.steps().stream()
            .filter(step -> step.kind().label().equals("train"))
            .map(step -> step.fingerprint())
            .toList()) {
      List<MetricPoint> points = MlflowCurves.journal(store, training);
      for (int i = 1; i < points.size(); i++) {
        pauses.add(
            Duration.between(
                    Instant.parse(points.get(i - 1).time()), Instant.parse(points.get(i).time()))
                .toMillis());
      }
    }
    return pauses.stream().sorted().skip(pauses.size() / 2).findFirst().orElseThrow();
  }
}
