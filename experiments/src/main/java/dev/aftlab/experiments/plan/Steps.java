package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.result.Fingerprint;
import java.util.List;
import java.util.stream.Stream;

/** Helps steps to list their inputs. */
final class Steps {
  private Steps() {}

  static List<Fingerprint> inputs(ModelInput model, Stream<Fingerprint> others) {
    return Stream.concat(model.trained().stream(), others).distinct().toList();
  }
}
