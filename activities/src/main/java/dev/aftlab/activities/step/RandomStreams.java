package dev.aftlab.activities.step;

import dev.aftlab.experiments.plan.ObjectiveSpec;
import dev.aftlab.experiments.plan.PinnedData;
import dev.aftlab.experiments.spec.DatasetSpec;

/**
 * Separates the random streams of one seed by purpose. Never derived from a fingerprint: arms with
 * the same seed stay paired.
 */
final class RandomStreams {
  private static final long SUPERVISED = 1;
  private static final long CONTINUED = 2;
  private static final long ALIGN = 3;

  private RandomStreams() {}

  /** The data order of a training: the same for every alignment loss. */
  static long of(ObjectiveSpec objective) {
    return switch (objective) {
      case ObjectiveSpec.Supervised supervised -> SUPERVISED;
      case ObjectiveSpec.Continued continued -> CONTINUED;
      case ObjectiveSpec.Align align -> ALIGN;
    };
  }

  /**
   * The sampling noise over a set of questions: question 5 of two sets is not the same question. A
   * text's hash is the same everywhere.
   */
  static long of(PinnedData data) {
    return data.spec() instanceof DatasetSpec.Arithmetic drawn
        ? drawn.split().hashCode()
        : data.digest().hashCode();
  }
}
