package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects the artifacts that a step reads, each once, in the order in which they are added. */
final class StepInputs {
  private final Set<ArtifactId> all = new LinkedHashSet<>();

  /** The training that made a model; none for a base model. */
  StepInputs add(ModelInput model) {
    return add(StepKind.TRAIN, model.trained().stream());
  }

  StepInputs add(StepKind kind, Stream<Fingerprint> steps) {
    return add(steps.map(step -> new ArtifactId(kind, step)));
  }

  StepInputs add(Stream<ArtifactId> artifacts) {
    artifacts.forEach(all::add);
    return this;
  }

  List<ArtifactId> distinct() {
    return List.copyOf(all);
  }
}
