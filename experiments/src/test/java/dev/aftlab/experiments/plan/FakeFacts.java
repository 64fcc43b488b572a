package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.ModelSpec;

/** Facts as they would be, without a file being read. */
final class FakeFacts implements Facts {
  private static final int FILE_SIZE = 100;

  @Override
  public PinnedModel model(ModelSpec spec) {
    return new PinnedModel(spec.base(), Identity.sha256(spec.base()), 339_648, spec.prompt());
  }

  @Override
  public PinnedData data(DatasetSpec spec, long seed) {
    int size = spec.count() == 0 ? FILE_SIZE : spec.count();
    return new PinnedData(spec, Identity.sha256(spec.getClass().getSimpleName()), spec.drawn() ? seed : 0, size);
  }
}
