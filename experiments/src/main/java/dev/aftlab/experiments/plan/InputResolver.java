package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.ModelSpec;
import dev.aftlab.experiments.spec.SamplesSpec;

/** Resolves digests and sizes of inputs for the planner, which reads no files. */
public interface InputResolver {

  /** The digest and size of a base model. */
  PinnedModel model(ModelSpec spec);

  /**
   * The digest and size of a set of questions.
   *
   * @param seed the arm's seed; it is pinned only where questions are drawn
   */
  PinnedData data(DatasetSpec spec, long seed);

  /**
   * The digest of given samples, and how many of them there are for a set of questions.
   *
   * @param spec the samples
   * @param data the questions that they are for
   * @param seed the arm's seed; it matters only where questions are drawn
   */
  PinnedSamples samples(SamplesSpec spec, DatasetSpec data, long seed);
}
