package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.ModelSpec;
import dev.aftlab.experiments.spec.SamplesSpec;

/** Facts about inputs without files. */
final class FakeFacts implements InputResolver {
  private static final int FILE_SIZE = 100;

  @Override
  public PinnedModel model(ModelSpec spec) {
    return new PinnedModel(
        spec.base(),
        Sha256.hex(spec.base()),
        339_648,
        spec.prompt(),
        !spec.base().startsWith("catalog:"));
  }

  @Override
  public PinnedData data(DatasetSpec spec, long seed) {
    int size = spec.count() == 0 ? FILE_SIZE : spec.count();
    return new PinnedData(
        spec, Sha256.hex(spec.getClass().getSimpleName()), spec.drawn() ? seed : 0, size);
  }

  @Override
  public PinnedSamples samples(SamplesSpec spec, DatasetSpec data, long seed) {
    return new PinnedSamples(
        spec, Sha256.hex(spec.getClass().getSimpleName()), 4 * FILE_SIZE, FILE_SIZE, 0);
  }
}
