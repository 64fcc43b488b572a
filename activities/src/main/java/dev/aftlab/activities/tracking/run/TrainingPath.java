package dev.aftlab.activities.tracking.run;

import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.plan.ObjectiveSpec;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The trainings that led to the arms' models, and how many arms each is for. */
final class TrainingPath {
  private final Map<Fingerprint, Step> steps;
  private final Map<Fingerprint, Integer> arms = new HashMap<>();

  TrainingPath(Plan plan) {
    steps = plan.byFingerprint();
    plan.distinctArms()
        .forEach(
            group ->
                of(group.getFirst()).forEach(training -> arms.merge(training, 1, Integer::sum)));
  }

  /** In the order of the method. The base model has none, though VFT draws its held-out samples. */
  List<Fingerprint> of(PlannedArm arm) {
    ArmSteps parts = arm.steps();
    List<ArtifactId> measured = Objects.requireNonNull(steps.get(parts.evaluation())).inputs();
    Stream<Fingerprint> path =
        Stream.concat(parts.vft().stream(), parts.training().stream()).distinct();
    return (parts.training().isPresent()
            ? path
            : path.filter(step -> measured.contains(new ArtifactId(StepKind.TRAIN, step))))
        .toList();
  }

  /** How many distinct arms a training is for. */
  int arms(Fingerprint training) {
    return arms.getOrDefault(training, 0);
  }

  /** What a training is to its arms. */
  static String role(Step training) {
    if (!(training instanceof Step.Train train)) {
      throw new IllegalArgumentException(training.title() + " is not a training");
    }
    return switch (train.objective()) {
      case ObjectiveSpec.Supervised supervised -> "vft";
      case ObjectiveSpec.Continued continued -> "matched";
      case ObjectiveSpec.Align align -> "align";
    };
  }
}
