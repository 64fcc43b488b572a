package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.reader.Datasets;
import dev.aftlab.activities.dataset.reader.SampleFiles;
import dev.aftlab.activities.failure.CorruptInputException;
import dev.aftlab.activities.lm.engine.LanguageModel;
import dev.aftlab.activities.lm.engine.LearnerSession;
import dev.aftlab.activities.lm.engine.ModelEngine;
import dev.aftlab.activities.model.AllowedPaths;
import dev.aftlab.activities.model.BaseModels;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.MissingArtifactException;
import dev.aftlab.activities.store.StoreException;
import dev.aftlab.experiments.plan.ModelInput;
import dev.aftlab.experiments.plan.PinnedData;
import dev.aftlab.experiments.plan.PinnedModel;
import dev.aftlab.experiments.plan.PinnedSamples;
import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.spec.OptimizerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all steps work with: the store, the base models, the questions, the engine. Safe for use by
 * several threads.
 */
public final class StepContext implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StepContext.class);

  private final ArtifactStore store;
  private final BaseModels models;
  private final AllowedPaths roots;
  private final ModelEngine engine;
  private final ModelSlots slots;
  private final Map<PinnedModel, Prompts> prompts = new ConcurrentHashMap<>();

  /**
   * A context.
   *
   * @param store where artifacts are
   * @param models where base models are
   * @param roots what data files may be read from
   * @param engine what computes with models
   * @param slots how many steps or shards compute with models concurrently, at least 1; as many
   *     models are in memory
   */
  public StepContext(
      ArtifactStore store, BaseModels models, AllowedPaths roots, ModelEngine engine, int slots) {
    this.store = store;
    this.models = models;
    this.roots = roots;
    this.engine = engine;
    this.slots = new ModelSlots(slots);
  }

  ArtifactStore store() {
    return store;
  }

  /** The numeric environment of what the engine computes. */
  SortedMap<String, String> environment() {
    return NumericEnvironment.with(engine);
  }

  /**
   * The manifest of an input.
   *
   * @throws MissingArtifactException when it was quarantined or removed after the workflow saw it
   */
  Manifest manifest(ArtifactId input) {
    return store.find(input).orElseThrow(() -> MissingArtifactException.of(input));
  }

  /** The records of one of an input's files, which are lines of JSON. */
  <T> List<T> records(StepKind kind, Fingerprint step, String file, Class<T> type) {
    return store.read(
        manifest(new ArtifactId(kind, step)), folder -> JsonLines.read(folder.resolve(file), type));
  }

  /** Does some work with a loaded model, which stays loaded for the step's next shards. */
  <T> T withModel(ModelInput input, Function<LanguageModel, T> work) {
    return slots.use(input, () -> read(input, engine::load), work);
  }

  /** Does some work with a training of a model. */
  <T> T withLearner(ModelInput input, OptimizerSpec optimizer, Function<LearnerSession, T> work) {
    return slots.withoutModel(
        () -> {
          try (LearnerSession session = read(input, folder -> engine.train(folder, optimizer))) {
            return work.apply(session);
          }
        });
  }

  /** Frees a model that a finished step read, where no other work has it. */
  void release(ModelInput input) {
    slots.drop(input);
  }

  private <T> T read(ModelInput input, Function<Path, T> reader) {
    return input
        .trained()
        .map(
            step ->
                store.read(
                    manifest(new ArtifactId(StepKind.TRAIN, step)),
                    folder -> reader.apply(folder.resolve("model"))))
        .orElseGet(() -> reader.apply(models.verified(input.base())));
  }

  /**
   * Quarantines all corrupt inputs of a step, so that they are made again at once rather than one
   * after the other.
   */
  void inspect(List<ArtifactId> inputs) {
    for (ArtifactId input : inputs) {
      try {
        store.find(input).ifPresent(store::open);
      } catch (StoreException damaged) {
        LOG.warn("another input is damaged as well: {}", damaged.getMessage());
      }
    }
  }

  /** The texts and tokens around questions. */
  Prompts prompts(PinnedModel base) {
    return prompts.computeIfAbsent(
        base, model -> Prompts.load(models.verified(model), model.prompt(), model.joined()));
  }

  /** Samples that are given, checked against the digest that the plan pinned. */
  List<GivenSample> samples(PinnedSamples samples) {
    roots.resolve(samples.spec().file());
    requireUnchanged(
        "file of samples " + samples.spec().file(),
        SampleFiles.digest(samples.spec(), roots.places()),
        samples.digest());
    return SampleFiles.read(samples.spec(), roots.places());
  }

  /** The questions of a data set, checked against the digest that the plan pinned. */
  List<Question> questions(PinnedData data) {
    roots.require(data.spec());
    requireUnchanged(
        "data set " + data.spec(), Datasets.digest(data.spec(), roots.places()), data.digest());
    return Datasets.read(data.spec(), data.seed(), roots.places());
  }

  private static void requireUnchanged(String what, String digest, String planned) {
    if (!digest.equals(planned)) {
      throw new CorruptInputException(
          what
              + " has changed since the plan was made: its digest is "
              + digest.substring(0, 10)
              + ", the plan has "
              + planned.substring(0, 10)
              + "; plan again, or restore the old file");
    }
  }

  /** Frees the loaded models. */
  @Override
  public void close() {
    slots.close();
  }
}
