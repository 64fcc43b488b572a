package dev.aftlab.activities.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.input.PinnedInputs;
import dev.aftlab.activities.lm.DivergedException;
import dev.aftlab.activities.lm.djl.DjlEngine;
import dev.aftlab.activities.lm.engine.EngineOptions;
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
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training of eight steps with a checkpoint every three, whose loss is now and then not a number.
 */
final class DivergedTrainingTest {
  private static final CheckpointInterval EVERY_THREE =
      new CheckpointInterval(Duration.ofHours(1), 3);
  @TempDir Path folder;
  private ArtifactStore store;
  private LeaseStore leases;
  private StepContext workshop;
  private Step.Train step;

  @BeforeEach
  void plan() {
    Store opened = LocalStore.open(folder.resolve("store"), Clock.systemUTC());
    store = opened.artifacts();
    leases = opened.leases();
    BaseModels models = new BaseModels(store, folder.resolve("cache"), AllowedPaths.of(folder));
    workshop =
        new StepContext(
            store, models, AllowedPaths.of(folder), new DjlEngine(EngineOptions.of("cpu")), 1);
    List<SpecReader.Override> small =
        Stream.of("seeds=[3]", "data.train.count=64", "vft.epochs=1", "vft.batchSize=8")
            .map(SpecReader.Override::parse)
            .toList();
    step =
        Planner.plan(
                SpecReader.read("quickstart", Catalog.yaml("quickstart"), small).spec(),
                new PinnedInputs(models, AllowedPaths.of(folder)))
            .steps()
            .stream()
            .filter(Step.Train.class::isInstance)
            .map(Step.Train.class::cast)
            .findFirst()
            .orElseThrow();
  }

  /** The loss is not a number at the given calls, counted from 0 over all attempts. */
  private static UnaryOperator<Objective> brokenAt(Set<Integer> calls) {
    int[] count = new int[1];
    return objective ->
        batch -> {
          ObjectiveValue value = objective.evaluate(batch);
          return calls.contains(count[0]++)
              ? new ObjectiveValue(Double.NaN, value.gradient(), value.metrics())
              : value;
        };
  }

  private TrainStep.Result train(String name, UnaryOperator<Objective> seen) {
    Lease lease =
        assertInstanceOf(
                LeaseAttempt.Acquired.class,
                leases.acquire(
                    LeaseKey.whole(new Fingerprint(Sha256.hex(name))), LeaseHolders.named("me")))
            .lease();
    return new TrainStep(workshop, step, seen)
        .run(
            () -> new TrainCheckpoints(store, lease, EVERY_THREE),
            () -> output(name),
            ProgressListener.NONE);
  }

  private Path output(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private byte[] weights(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name).resolve("model/model.safetensors"));
  }

  private List<Long> journalled(String name) {
    return MetricJournal.read(folder.resolve(name).resolve("journal.jsonl")).points().stream()
        .map(point -> point.step())
        .distinct()
        .toList();
  }

  @Test
  void lossThatIsOnceNoNumber_goesBackToTheCheckpointAndEndsWithTheSameBytes() throws IOException {
    TrainStep.Result undisturbed = train("undisturbed", UnaryOperator.identity());
    TrainStep.Result disturbed = train("disturbed", brokenAt(Set.of(4)));

    assertArrayEquals(weights("undisturbed"), weights("disturbed"));
    assertEquals(journalled("undisturbed"), journalled("disturbed"));
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L), journalled("disturbed"));
    assertTrue(undisturbed.result().divergence().isEmpty());
    assertTrue(
        disturbed.result().divergence().orElseThrow().contains("step 4: loss is NaN"),
        disturbed.result().toString());
  }

  @Test
  void lossThatIsAgainNoNumber_endsTheTrainingAndLeavesNoModel() {
    // The first attempt breaks at step 4; the second begins at step 3, so that the sixth call is
    // its step 4.
    DivergedException diverged =
        assertThrows(DivergedException.class, () -> train("twice", brokenAt(Set.of(4, 6))));

    assertTrue(diverged.getMessage().contains("step 4"), diverged.getMessage());
    assertFalse(Files.exists(folder.resolve("twice")));
  }
}
