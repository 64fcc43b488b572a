package dev.aftlab.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aftlab.activities.input.PinnedInputs;
import dev.aftlab.activities.lm.djl.DjlEngine;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.model.AllowedPaths;
import dev.aftlab.activities.model.BaseModels;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.store.LeaseAttempt;
import dev.aftlab.activities.store.LeaseHolders;
import dev.aftlab.activities.store.LeaseKey;
import dev.aftlab.activities.store.LeaseStore;
import dev.aftlab.activities.store.LocalStore;
import dev.aftlab.activities.store.MissingArtifactException;
import dev.aftlab.activities.store.Store;
import dev.aftlab.experiments.plan.Planner;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps whose inputs are not there fail; what they had begun to write must not stay. */
final class FailedWorkTest {
  @TempDir Path folder;
  private ArtifactStore store;
  private LeaseStore leases;
  private StepExecutor works;
  private List<Step> steps;

  @BeforeEach
  void plan() {
    Store opened = LocalStore.open(folder.resolve("store"), Clock.systemUTC());
    store = opened.artifacts();
    leases = opened.leases();
    BaseModels models = new BaseModels(store, folder.resolve("cache"), AllowedPaths.of(folder));
    works =
        new StepExecutor(
            new StepContext(
                store, models, AllowedPaths.of(folder), new DjlEngine(EngineOptions.of("cpu")), 1),
            new CheckpointInterval(Duration.ofSeconds(1), 0));
    steps =
        Planner.plan(
                SpecReader.read("quickstart", Catalog.yaml("quickstart"), List.of()).spec(),
                new PinnedInputs(models, AllowedPaths.of(folder)))
            .steps();
  }

  private <S extends Step> S first(Class<S> kind) {
    return steps.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  private Lease lease(LeaseKey key) {
    return assertInstanceOf(
            LeaseAttempt.Acquired.class, leases.acquire(key, LeaseHolders.named("me")))
        .lease();
  }

  private List<String> leftBy(Step step) throws IOException {
    try (Stream<Path> left =
        Files.list(folder.resolve("store/work").resolve(step.fingerprint().value()))) {
      return left.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void label_withoutItsSamples_leavesNoStaging() throws IOException {
    Step.Label step = first(Step.Label.class);
    Lease lease = lease(LeaseKey.whole(step.fingerprint()));
    assertThrows(MissingArtifactException.class, () -> works.label(step, lease));
    assertEquals(List.of("leases"), leftBy(step));
  }

  @Test
  void shard_withoutItsModel_leavesNoStaging() throws IOException {
    Step.Sample step = first(Step.Sample.class);
    Lease lease = lease(LeaseKey.shard(step.fingerprint(), 0));
    assertThrows(MissingArtifactException.class, () -> works.sample(step, 0, lease, null));
    assertEquals(List.of("leases"), leftBy(step));
  }

  @Test
  void joining_withoutShards_leavesNoStaging() throws IOException {
    Step.Sample step = first(Step.Sample.class);
    Lease lease = lease(LeaseKey.finish(step.fingerprint()));
    assertThrows(MissingArtifactException.class, () -> works.finish(step, lease));
    assertEquals(List.of("leases"), leftBy(step));
  }
}
