package dev.aftlab.activities.tracking.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.plan.PinnedData;
import dev.aftlab.experiments.plan.PinnedModel;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An arm's settings as its steps have them, flattened: {@code vft.training.epochs}, {@code
 * model.digest}, {@code data.train.size}. What only ties steps together is left out.
 */
final class ArmParameters {
  private static final Set<String> TIES =
      Set.of(
          "kind",
          "fingerprint",
          "title",
          "from",
          "model",
          "data",
          "labels",
          "scores",
          "referenceScores",
          "matched",
          "samples",
          "assessment",
          "firstSample");

  private final Map<Fingerprint, Step> steps;
  private final SortedMap<String, String> parameters = new TreeMap<>();

  private ArmParameters(Map<Fingerprint, Step> steps) {
    this.steps = steps;
  }

  static SortedMap<String, String> of(PlannedArm arm, Map<Fingerprint, Step> steps) {
    ArmParameters made = new ArmParameters(steps);
    made.parameters.put("arm", arm.name());
    made.parameters.put("seed", Long.toString(arm.seed()));
    if (!arm.point().isEmpty()) {
      made.parameters.put("point", arm.point().text());
    }
    made.steps(arm.steps());
    return made.parameters;
  }

  private void steps(ArmSteps arm) {
    arm.vft().ifPresent(step -> step("vft", step));
    samples("samples", arm.samples());
    arm.labels().ifPresent(step -> step("labels", step));
    arm.scores().ifPresent(step -> step("scores", step));
    arm.referenceScores().ifPresent(step -> step("referenceScores", step));
    arm.training()
        .ifPresent(step -> step(TrainingPath.role(Objects.requireNonNull(steps.get(step))), step));
    samples("assessment", arm.assessmentSamples());
    step("evaluation", arm.evaluation());
    arm.also().forEach(set -> step("also." + set.set(), set.evaluation()));
    arm.sampled().ifPresent(drawn -> samples("sampled", drawn.samples()));
    inputs(arm);
  }

  /** Ranges of samples differ in their first index only. */
  private void samples(String role, List<Fingerprint> ranges) {
    ranges.stream().findFirst().ifPresent(first -> step(role, first));
    if (!ranges.isEmpty()) {
      int k =
          ranges.stream()
              .map(steps::get)
              .mapToInt(step -> step instanceof Step.Sample sample ? sample.sampleCount() : 0)
              .sum();
      parameters.put(role + ".k", Integer.toString(k));
    }
  }

  private void step(String role, Fingerprint fingerprint) {
    JsonNode settings = Json.mapper().valueToTree(steps.get(fingerprint));
    settings.properties().stream()
        .filter(field -> !TIES.contains(field.getKey()))
        .forEach(field -> flatten(role + "." + field.getKey(), field.getValue()));
  }

  private void inputs(ArmSteps arm) {
    if (steps.get(arm.evaluation()) instanceof Step.Evaluate evaluate) {
      PinnedModel base = evaluate.model().base();
      flatten("model", Json.mapper().valueToTree(base));
      flatten("data.evaluation", Json.mapper().valueToTree(evaluate.data()));
    }
    for (ArmSteps.Also set : arm.also()) {
      if (steps.get(set.evaluation()) instanceof Step.Evaluate evaluate) {
        flatten("data.also." + set.set(), Json.mapper().valueToTree(evaluate.data()));
      }
    }
    training(arm).ifPresent(data -> flatten("data.train", Json.mapper().valueToTree(data)));
  }

  private Optional<PinnedData> training(ArmSteps arm) {
    return arm.training()
        .or(arm::vft)
        .map(steps::get)
        .flatMap(
            step ->
                step instanceof Step.Train train ? Optional.of(train.data()) : Optional.empty());
  }

  private void flatten(String name, JsonNode value) {
    if (value.isObject()) {
      value.properties().forEach(field -> flatten(name + "." + field.getKey(), field.getValue()));
    } else if (!value.isNull()) {
      parameters.put(name, value.isValueNode() ? value.asText() : value.toString());
    }
  }
}
