package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.ModelSpec;

/** Facts about inputs, which a plan needs and does not look up itself. */
public interface Facts {

  /** The digest and size of a base model. */
  PinnedModel model(ModelSpec spec);

  /**
   * The digest and size of a set of questions.
   *
   * @param seed the arm's seed; it is pinned only where questions are drawn
   */
  PinnedData data(DatasetSpec spec, long seed);
}
