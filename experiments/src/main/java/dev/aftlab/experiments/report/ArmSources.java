package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.LabelResult;
import dev.aftlab.experiments.result.TrainResult;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The artifacts that the numbers of an arm come from, with what their steps report.
 *
 * @param evaluation the evaluation with the items
 * @param assessment the labels of its assessment samples; absent without assessment
 * @param samples the labels of the samples that its model is trained on; absent when it is trained
 *     on none of its own
 * @param model the training of the model; absent for the base model
 */
public record ArmSources(
    JudgedArtifact evaluation,
    Optional<Fingerprint> assessment,
    Optional<LabelResult> samples,
    Optional<Model> model) {

  /**
   * A trained model.
   *
   * @param fingerprint fingerprint of the training
   * @param training what the training reports
   */
  public record Model(Fingerprint fingerprint, TrainResult training) {}

  /** The sources of numbers of which only the evaluation is known. */
  public static ArmSources of(JudgedArtifact evaluation) {
    return new ArmSources(evaluation, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What is shown of them, by name. */
  SortedMap<String, String> details() {
    SortedMap<String, String> details = evaluation.details();
    assessment.ifPresent(labels -> details.put("assessment", labels.value()));
    samples.ifPresent(
        labels ->
            ResultDetails.of(labels)
                .forEach((name, value) -> details.put("samples." + name, value)));
    model.ifPresent(
        trained -> {
          details.putAll(ResultDetails.of(trained.training()));
          details.put("model", trained.fingerprint().value());
        });
    return details;
  }
}
