package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.reader.Datasets;
import dev.aftlab.activities.dataset.reader.SampleFiles;
import dev.aftlab.activities.failure.CorruptInputException;
import dev.aftlab.activities.lm.djl.DjlLearnerSession;
import dev.aftlab.activities.lm.engine.LearnerSession;
import dev.aftlab.activities.lm.model.CausalModel;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all steps work with: the store, the base models, the questions, the device. Safe for use by
 * several threads.
 */
public final class StepContext {
  private static final Logger LOG = LoggerFactory.getLogger(StepContext.class);

  private final ArtifactStore store;
  private final BaseModels models;
  private final AllowedPaths roots;
  private final String device;
  private final Map<PinnedModel, Prompts> prompts = new ConcurrentHashMap<>();

  /**
   * A context.
   *
   * @param store where artifacts are
   * @param models where base models are
   * @param roots what data files may be read from
   * @param device the device, such as {@code cpu} or {@code cuda:0}
   */
  public StepContext(ArtifactStore store, BaseModels models, AllowedPaths roots, String device) {
    this.store = store;
    this.models = models;
    this.roots = roots;
    this.device = device;
  }

  ArtifactStore store() {
    return store;
  }

  String device() {
    return device;
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

  /** A model on this context's device. The caller closes it. */
  CausalModel load(ModelInput input) {
    return input
        .trained()
        .map(
            step ->
                store.read(
                    manifest(new ArtifactId(StepKind.TRAIN, step)),
                    folder -> CausalModel.load(folder.resolve("model"), device)))
        .orElseGet(() -> CausalModel.load(models.verified(input.base()), device));
  }

  /** A training of a model on this device. The caller closes it, and the model with it. */
  LearnerSession learner(ModelInput input, OptimizerSpec optimizer) {
    return new DjlLearnerSession(load(input), optimizer);
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
}
