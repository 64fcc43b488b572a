package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Datasets;
import dev.aftlab.experiments.plan.Facts;
import dev.aftlab.experiments.plan.PinnedData;
import dev.aftlab.experiments.plan.PinnedModel;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.ModelSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Looks facts about inputs up, each once. Not for use by several threads. */
public final class InputFacts implements Facts {
  private final BaseModels models;
  private final Roots roots;
  private final Map<ModelSpec, PinnedModel> pinnedModels = new HashMap<>();
  private final Map<DatasetSpec, String> digests = new HashMap<>();
  private final Map<DatasetSpec, Integer> sizes = new HashMap<>();

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
    String digest = digests.computeIfAbsent(spec, key -> Datasets.digest(key, roots.workingFolder()));
    int size = sizes.computeIfAbsent(spec, key -> Datasets.count(key, roots.workingFolder()));
    return new PinnedData(spec, digest, spec.drawn() ? seed : 0, size);
  }
}
