package dev.aftlab.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.input.PinnedInputs;
import dev.aftlab.activities.lm.djl.DjlEngine;
import dev.aftlab.activities.lm.engine.EngineOptions;
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
import dev.aftlab.experiments.plan.PinnedModel;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.Planner;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.LabelDecision;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.LabelResult;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.PromptRecord;
import dev.aftlab.experiments.result.SampleRecord;
import dev.aftlab.experiments.result.ScoreRecord;
import dev.aftlab.experiments.spec.ModelSpec;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every step of a small quickstart in the plan's order, without Temporal. */
final class MiniaturePipelineTest {
  private static final double TOLERANCE = 1e-4;
  @TempDir Path folder;

  private Plan plan(BaseModels models, String... more) {
    List<SpecReader.Override> overrides =
        new ArrayList<>(
            List.of(
                    "seeds=[3]",
                    "data.train.count=64",
                    "data.test.count=40",
                    "vft.epochs=1",
                    "sampling.shardQuestions=40",
                    "evaluation.shardQuestions=25",
                    "evaluation.assessment.questions=20",
                    "align.training.epochs=1",
                    "arms.boundary.align.loss.constraint={type: boundary, beta: {type: auto,"
                        + " fallback: 0.3}}")
                .stream()
                .map(SpecReader.Override::parse)
                .toList());
    Stream.of(more).map(SpecReader.Override::parse).forEach(overrides::add);
    return Planner.plan(
        SpecReader.read("quickstart", Catalog.yaml("quickstart"), overrides).spec(),
        new PinnedInputs(models, AllowedPaths.of(folder)));
  }

  @Test
  void quickstart_small_leavesAnArtifactOfEveryStep() throws IOException {
    Store opened = LocalStore.open(folder.resolve("store"), Clock.systemUTC());
    ArtifactStore store = opened.artifacts();
    BaseModels models = new BaseModels(store, folder.resolve("cache"), AllowedPaths.of(folder));
    CountingEngine engine = new CountingEngine();
    StepExecutor works =
        new StepExecutor(
            new StepContext(store, models, AllowedPaths.of(folder), engine, 1),
            new CheckpointInterval(Duration.ofMillis(200), 0));
    Plan plan = plan(models);
    for (Step step : plan.steps()) {
      run(works, opened.leases(), step);
      Manifest manifest = store.find(step.artifact()).orElseThrow();
      assertTrue(!manifest.files().isEmpty());
    }
    assertEquals(20, plan.steps().size());
    assertNumbers(store, plan);
    assertLoadedOncePerStep(engine, works, plan);
    assertPrompts(store, plan);
    assertTrainedModelIsABase(models, store, plan);
  }

  /** The shards of a step share the model that the first of them loaded. */
  private static void assertLoadedOncePerStep(
      CountingEngine engine, StepExecutor works, Plan plan) {
    List<Step> readers =
        plan.steps().stream()
            .filter(step -> !(step instanceof Step.Train || step instanceof Step.Label))
            .toList();
    int shards = readers.stream().mapToInt(works::shards).sum();
    assertTrue(shards > readers.size(), shards + " shards");
    assertTrue(
        engine.loads() <= readers.size(),
        engine.loads() + " loads in " + readers.size() + " steps");
  }

  /**
   * Chains begin with a digit, so that many samples and answers are empty; those that are not lack
   * their end token.
   */
  @Test
  void quickstart_withStopTexts_continuesWithoutTheEmptySamples() {
    Store opened = LocalStore.open(folder.resolve("store"), Clock.systemUTC());
    ArtifactStore store = opened.artifacts();
    BaseModels models = new BaseModels(store, folder.resolve("cache"), AllowedPaths.of(folder));
    StepExecutor works =
        new StepExecutor(
            new StepContext(
                store, models, AllowedPaths.of(folder), new DjlEngine(EngineOptions.of("cpu")), 1),
            new CheckpointInterval(Duration.ofMillis(200), 0));
    Plan plan =
        plan(
            models,
            "sampling.decoding.stop=[3]",
            "evaluation.stop=['4', '5', '6', '7']",
            "label.extractor=flexible");
    Set<LabelDecision> kept = EnumSet.noneOf(LabelDecision.class);
    for (Step step : plan.steps()) {
      run(works, opened.leases(), step);
      Path files = store.open(store.find(step.artifact()).orElseThrow());
      if (step instanceof Step.Sample) {
        List<SampleRecord> samples =
            JsonLines.read(files.resolve("samples.jsonl"), SampleRecord.class);
        assertTrue(samples.stream().noneMatch(sample -> sample.text().contains("3")));
        assertTrue(
            samples.stream().anyMatch(sample -> sample.finished() && sample.tokens().length == 0));
      } else if (step instanceof Step.Evaluate) {
        List<EvaluationItem> items =
            JsonLines.read(files.resolve("items.jsonl"), EvaluationItem.class);
        assertTrue(items.stream().noneMatch(item -> item.completion().contains("4")));
        assertTrue(
            items.stream()
                .anyMatch(item -> item.finished() && item.tokens() == 0 && !item.correct()));
      } else if (step instanceof Step.Label) {
        JsonLines.read(files.resolve("labels.jsonl"), LabelRecord.class)
            .forEach(label -> kept.add(label.kept()));
      }
    }
    assertTrue(
        kept.containsAll(
            Set.of(LabelDecision.EMPTY, LabelDecision.NEGATIVE, LabelDecision.POSITIVE)),
        kept.toString());
  }

  /** Every question's prompt stands once in the artifacts that were made by asking. */
  private static void assertPrompts(ArtifactStore store, Plan plan) {
    for (Step step : plan.steps()) {
      if (step instanceof Step.Sample || step instanceof Step.Evaluate) {
        Path file = store.open(store.find(step.artifact()).orElseThrow()).resolve("prompts.jsonl");
        List<PromptRecord> prompts = JsonLines.read(file, PromptRecord.class);
        int questions = step instanceof Step.Sample sample ? sample.questions() : 40;
        assertEquals(
            questions,
            prompts.stream().map(PromptRecord::question).distinct().count(),
            step.title());
        assertEquals(questions, prompts.size(), step.title());
        assertTrue(
            prompts.getFirst().text().endsWith("<a>") && prompts.getFirst().tokens().length > 1,
            prompts.getFirst().text());
      }
    }
  }

  private static void assertTrainedModelIsABase(BaseModels models, ArtifactStore store, Plan plan) {
    Step.Train train = (Step.Train) plan.steps().getFirst();
    PinnedModel trained =
        models.pin(
            new ModelSpec("artifact:" + train.fingerprint().brief(), train.from().base().prompt()));
    assertEquals(train.from().base().parameters(), trained.parameters());
    assertNotEquals(train.from().base().digest(), trained.digest());
    assertEquals(
        store.open(store.find(train.artifact()).orElseThrow()).resolve("model"),
        models.verified(trained));
    String unknown =
        assertThrows(
                UnusableInputException.class,
                () -> models.pin(new ModelSpec("artifact:00000000", trained.prompt())))
            .getMessage();
    assertTrue(unknown.contains("0 train artifacts"), unknown);
  }

  /**
   * The numbers of each kind of step on this tiny input, filed under its version: when one moves,
   * the meaning of the algorithm has changed, and the kind's version must be raised.
   */
  private static void assertNumbers(ArtifactStore store, Plan plan) throws IOException {
    SortedMap<String, Double> numbers = new TreeMap<>();
    for (Step step : plan.steps()) {
      Manifest manifest = store.find(step.artifact()).orElseThrow();
      numbers.put(
          step.kind().label() + " v" + manifest.version() + " " + step.title(),
          number(step, store.open(manifest), manifest));
    }
    try (InputStream in = MiniaturePipelineTest.class.getResourceAsStream("kinds.json")) {
      SortedMap<String, Double> filed =
          Json.mapper().readValue(in, new TypeReference<TreeMap<String, Double>>() {});
      assertEquals(filed.keySet(), numbers.keySet());
      filed.forEach((name, value) -> assertEquals(value, numbers.get(name), TOLERANCE, name));
    }
  }

  /** One number that depends on everything the step did. */
  private static double number(Step step, Path files, Manifest manifest) {
    return switch (step) {
      case Step.Train train ->
          MetricJournal.read(files.resolve("journal.jsonl")).points().stream()
              .mapToDouble(point -> point.values().get("loss"))
              .average()
              .orElseThrow();
      case Step.Sample sample ->
          JsonLines.read(files.resolve("samples.jsonl"), SampleRecord.class).stream()
              .flatMapToInt(record -> Arrays.stream(record.tokens()))
              .average()
              .orElseThrow();
      case Step.Label label -> ((LabelResult) manifest.result()).right();
      case Step.Score score ->
          JsonLines.read(files.resolve("scores.jsonl"), ScoreRecord.class).stream()
              .mapToDouble(ScoreRecord::mean)
              .average()
              .orElseThrow();
      case Step.Evaluate evaluate ->
          JsonLines.read(files.resolve("items.jsonl"), EvaluationItem.class).stream()
              .mapToDouble(item -> item.referenceNll() + (item.correct() ? 1 : 0))
              .average()
              .orElseThrow();
    };
  }

  private static void run(StepExecutor works, LeaseStore leases, Step step) {
    switch (step) {
      case Step.Train train ->
          works.train(
              train, lease(leases, LeaseKey.whole(step.fingerprint())), ProgressListener.NONE);
      case Step.Label label ->
          works.label(label, lease(leases, LeaseKey.whole(step.fingerprint())));
      case Step.Score score ->
          works.score(
              score, lease(leases, LeaseKey.whole(step.fingerprint())), ProgressListener.NONE);
      case Step.Sample sample -> {
        for (int shard = 0; shard < works.shards(step); shard++) {
          works.sample(
              sample,
              shard,
              lease(leases, LeaseKey.shard(step.fingerprint(), shard)),
              ProgressListener.NONE);
        }
        works.finish(step, lease(leases, LeaseKey.finish(step.fingerprint())));
      }
      case Step.Evaluate evaluate -> {
        for (int shard = 0; shard < works.shards(step); shard++) {
          works.evaluate(
              evaluate,
              shard,
              lease(leases, LeaseKey.shard(step.fingerprint(), shard)),
              ProgressListener.NONE);
        }
        works.finish(step, lease(leases, LeaseKey.finish(step.fingerprint())));
      }
    }
  }

  private static Lease lease(LeaseStore leases, LeaseKey key) {
    LeaseAttempt attempt = leases.acquire(key, LeaseHolders.named("test"));
    return ((LeaseAttempt.Acquired) attempt).lease();
  }
}
