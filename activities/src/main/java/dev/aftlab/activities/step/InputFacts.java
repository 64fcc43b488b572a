package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Datasets;
import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.SampleFiles;
import dev.aftlab.experiments.plan.Facts;
import dev.aftlab.experiments.plan.PinnedData;
import dev.aftlab.experiments.plan.PinnedModel;
import dev.aftlab.experiments.plan.PinnedSamples;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.ModelSpec;
import dev.aftlab.experiments.spec.SamplesSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks facts about inputs up, each once. Not for use by several threads. */
public final class InputFacts implements Facts {
  private final BaseModels models;
  private final Roots roots;
  private final Map<ModelSpec, PinnedModel> pinnedModels = new HashMap<>();
  private final Map<DatasetSpec, String> digests = new HashMap<>();
  private final Map<DatasetSpec, Integer> sizes = new HashMap<>();
  private final Map<SamplesSpec, List<GivenSample>> samples = new HashMap<>();
  private final Map<Use, PinnedSamples> pinnedSamples = new HashMap<>();

  /** Over the models and the folder that names of data files are relative to. */
  public InputFacts(BaseModels models, Roots roots) {
    this.models = models;
    this.roots = roots;
  }

  @Override
  public PinnedModel model(ModelSpec spec) {
    return pinnedModels.computeIfAbsent(spec, models::pin);
  }

  @Override
  public PinnedData data(DatasetSpec spec, long seed) {
    roots.require(spec);
    String digest = digests.computeIfAbsent(spec, key -> Datasets.digest(key, roots.places()));
    int size = sizes.computeIfAbsent(spec, key -> Datasets.count(key, roots.places()));
    return new PinnedData(spec, digest, spec.drawn() ? seed : 0, size);
  }

  @Override
  public PinnedSamples samples(SamplesSpec spec, DatasetSpec data, long seed) {
    return pinnedSamples.computeIfAbsent(
        new Use(spec, data, data.drawn() ? seed : 0),
        use -> {
          GivenSamples given = given(spec, questions(data, seed));
          return new PinnedSamples(spec, SampleFiles.digest(spec, roots.places()), given.completions(), given.questions(), given.others());
        });
  }

  /** Reads a file of samples for its faults alone. */
  void requireReadable(SamplesSpec spec) {
    read(spec);
  }

  /**
   * Makes sure that no question is evaluated whose samples are trained on.
   *
   * @throws WrongSpecException when there is one
   */
  void requireApart(SamplesSpec spec, DatasetSpec train, DatasetSpec evaluated, long seed) {
    List<Question> asked = questions(evaluated, seed);
    List<Question> trained = given(spec, questions(train, seed)).among(asked);
    if (!trained.isEmpty()) {
      throw new WrongSpecException(
          trained.size() + " of its " + asked.size() + " questions have samples in '" + spec.file() + "' that are trained on, such as "
              + GivenSamples.quoted(trained.getFirst().text()) + "; evaluate on other questions");
    }
  }

  private GivenSamples given(SamplesSpec spec, List<Question> questions) {
    return GivenSamples.of(spec, read(spec), questions);
  }

  private List<GivenSample> read(SamplesSpec spec) {
    roots.resolve(spec.file());
    return samples.computeIfAbsent(spec, key -> SampleFiles.read(key, roots.places()));
  }

  private List<Question> questions(DatasetSpec spec, long seed) {
    roots.require(spec);
    return Datasets.read(spec, seed, roots.places());
  }

  /** Samples for questions. */
  private record Use(SamplesSpec samples, DatasetSpec data, long seed) {}
}
