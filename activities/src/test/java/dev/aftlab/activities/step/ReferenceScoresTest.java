package dev.aftlab.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.input.PinnedInputs;
import dev.aftlab.activities.lm.djl.DjlEngine;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.lm.loss.BatchScores;
import dev.aftlab.activities.lm.loss.CandidateRole;
import dev.aftlab.activities.lm.loss.GradientScope;
import dev.aftlab.activities.lm.loss.Objective;
import dev.aftlab.activities.lm.loss.ObjectiveValue;
import dev.aftlab.activities.model.AllowedPaths;
import dev.aftlab.activities.model.BaseModels;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.store.LeaseAttempt;
import dev.aftlab.activities.store.LeaseHolders;
import dev.aftlab.activities.store.LeaseKey;
import dev.aftlab.activities.store.LeaseStore;
import dev.aftlab.activities.store.LocalStore;
import dev.aftlab.activities.store.Store;
import dev.aftlab.activities.tracking.MetricJournal;
import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.Planner;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.SpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains with an objective that compares with the model that training starts from. */
final class ReferenceScoresTest {
  private static final CheckpointInterval NEVER = new CheckpointInterval(Duration.ofHours(1), 0);
  private static final double SAME_MODEL = 1e-4;

  @TempDir Path folder;

  private Plan plan(BaseModels models) {
    List<SpecReader.Override> small =
        Stream.of(
                "seeds=[3]",
                "data.train.count=48",
                "vft.epochs=1",
                "align.training.epochs=2",
                "align.training.microBatchTokens=900",
                "arms.boundary.align.loss.constraint={type: boundary, beta: {type: auto,"
                    + " fallback: 0.3}}")
            .map(SpecReader.Override::parse)
            .toList();
    return Planner.plan(
        SpecReader.read("quickstart", Catalog.yaml("quickstart"), small).spec(),
        new PinnedInputs(models, AllowedPaths.of(folder)));
  }

  /**
   * −log σ(h), averaged over all pairs of right and wrong samples of the batch, where h compares
   * their log-probabilities with those under the reference model.
   */
  private record PairwiseObjective() implements Objective {
    @Override
    public ObjectiveValue evaluate(BatchScores batch) {
      double[] gradient = new double[batch.size()];
      double pairs = 0;
      double sum = 0;
      for (int i = 0; i < batch.size(); i++) {
        for (int j = 0; j < batch.size(); j++) {
          pairs += isPair(batch, i, j) ? 1 : 0;
        }
      }
      for (int i = 0; i < batch.size(); i++) {
        for (int j = 0; j < batch.size(); j++) {
          if (isPair(batch, i, j)) {
            double h = ratio(batch, i) - ratio(batch, j);
            sum += Math.log1p(Math.exp(-h));
            double slope = -1 / (1 + Math.exp(h)) / pairs;
            gradient[i] += slope;
            gradient[j] -= slope;
          }
        }
      }
      return new ObjectiveValue(sum / Math.max(1, pairs), gradient, new TreeMap<>());
    }

    private static boolean isPair(BatchScores batch, int i, int j) {
      return batch.question()[i] == batch.question()[j]
          && batch.roles()[i] == CandidateRole.POSITIVE
          && batch.roles()[j] == CandidateRole.NEGATIVE;
    }

    private static double ratio(BatchScores batch, int i) {
      return batch.sums()[i] - batch.referenceSums()[i];
    }

    @Override
    public GradientScope scope() {
      return GradientScope.QUESTION;
    }
  }

  @Test
  void training_withReferenceScores_startsAtARatioOfOneAndLearns() {
    Store opened = LocalStore.open(folder.resolve("store"), Clock.systemUTC());
    ArtifactStore store = opened.artifacts();
    BaseModels models = new BaseModels(store, folder.resolve("cache"), AllowedPaths.of(folder));
    StepContext context =
        new StepContext(
            store, models, AllowedPaths.of(folder), new DjlEngine(EngineOptions.of("cpu")), 1);
    Plan plan = plan(models);
    ArmSteps arm =
        plan.arms().stream()
            .filter(planned -> planned.name().equals("boundary"))
            .findFirst()
            .orElseThrow()
            .steps();
    StepExecutor executor = new StepExecutor(context, NEVER);
    Stream.of(arm.vft().stream(), arm.samples().stream(), arm.labels().stream())
        .flatMap(steps -> steps)
        .forEach(step -> run(executor, opened.leases(), plan.byFingerprint().get(step)));
    run(executor, opened.leases(), plan.byFingerprint().get(arm.scores().orElseThrow()));

    Step.Train planned = (Step.Train) plan.byFingerprint().get(arm.training().orElseThrow());
    new TrainStep(context, withReferenceScores(planned), loss -> new PairwiseObjective())
        .run(
            () -> new TrainCheckpoints(store, lease(opened.leases(), key("here")), NEVER),
            () -> output("out"),
            ProgressListener.NONE);

    List<Double> losses =
        MetricJournal.read(folder.resolve("out/journal.jsonl")).points().stream()
            .map(point -> point.values().get("loss"))
            .toList();
    assertEquals(Math.log(2), losses.getFirst(), SAME_MODEL, losses.toString());
    assertTrue(losses.getLast() < Math.log(2) - 100 * SAME_MODEL, losses.toString());
  }

  /** The scores for β are of the same model and, with so few questions, of all samples. */
  private static Step.Train withReferenceScores(Step.Train step) {
    return new Step.Train(
        step.fingerprint(),
        step.title(),
        step.from(),
        step.data(),
        step.objective(),
        step.training(),
        step.labels(),
        step.scores(),
        step.scores(),
        step.matched(),
        step.seed());
  }

  private static void run(StepExecutor executor, LeaseStore leases, Step step) {
    LeaseKey whole = LeaseKey.whole(step.fingerprint());
    switch (step) {
      case Step.Train train -> executor.train(train, lease(leases, whole), ProgressListener.NONE);
      case Step.Label label -> executor.label(label, lease(leases, whole));
      case Step.Score score -> executor.score(score, lease(leases, whole), ProgressListener.NONE);
      case Step.Sample sample -> {
        for (int shard = 0; shard < executor.shards(step); shard++) {
          LeaseKey key = LeaseKey.shard(step.fingerprint(), shard);
          executor.sample(sample, shard, lease(leases, key), ProgressListener.NONE);
        }
        executor.finish(step, lease(leases, LeaseKey.finish(step.fingerprint())));
      }
      case Step.Evaluate evaluate -> throw new IllegalArgumentException(evaluate.title());
    }
  }

  private Path output(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static LeaseKey key(String name) {
    return LeaseKey.whole(new Fingerprint(Sha256.hex(name)));
  }

  private static Lease lease(LeaseStore leases, LeaseKey key) {
    return ((LeaseAttempt.Acquired) leases.acquire(key, LeaseHolders.named("test"))).lease();
  }
}
