package dev.aftlab.experiments.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aftlab.experiments.result.Fingerprint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one arm, in the order of the method. Steps that the arm does not need are empty.
 *
 * @param vft fine-tuning on references
 * @param samples ranges of samples of the training questions
 * @param labels the label steps of these
 * @param scores the scores from which β is computed
 * @param referenceScores the samples' log-probabilities under the model that alignment starts from
 * @param matched the alignment whose operations a continued training matches
 * @param training the arm's own training: the alignment, or the continued VFT
 * @param assessmentSamples ranges of samples of the held-out questions
 * @param assessmentLabels the label steps of these
 * @param evaluation the measurements
 * @param also the measurements on further sets, in the order of the tables
 * @param sampled the samples of the arm's own model on held-out questions
 */
public record ArmSteps(
    Optional<Fingerprint> vft,
    List<Fingerprint> samples,
    Optional<Fingerprint> labels,
    Optional<Fingerprint> scores,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Fingerprint> referenceScores,
    Optional<Fingerprint> matched,
    Optional<Fingerprint> training,
    List<Fingerprint> assessmentSamples,
    Optional<Fingerprint> assessmentLabels,
    Fingerprint evaluation,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Also> also,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Sampled> sampled) {

  /** Fills in what arms stored by older releases do not have. */
  public ArmSteps {
    also = also == null ? List.of() : List.copyOf(also);
    sampled = sampled == null ? Optional.empty() : sampled;
  }

  /** An arm that is evaluated on its main set only. */
  public ArmSteps(
      Optional<Fingerprint> vft,
      List<Fingerprint> samples,
      Optional<Fingerprint> labels,
      Optional<Fingerprint> scores,
      Optional<Fingerprint> matched,
      Optional<Fingerprint> training,
      List<Fingerprint> assessmentSamples,
      Optional<Fingerprint> assessmentLabels,
      Fingerprint evaluation) {
    this(
        vft,
        samples,
        labels,
        scores,
        Optional.empty(),
        matched,
        training,
        assessmentSamples,
        assessmentLabels,
        evaluation,
        List.of(),
        Optional.empty());
  }

  /**
   * The measurements on one further set.
   *
   * @param set its name
   * @param evaluation the step
   */
  public record Also(String set, Fingerprint evaluation) {}

  /**
   * The samples of the arm's own model.
   *
   * @param samples ranges of samples
   * @param labels the label steps of these
   */
  public record Sampled(List<Fingerprint> samples, Fingerprint labels) {}

  /** Whether the arm has evaluations beside the main set. */
  @JsonIgnore
  public boolean measuredFurther() {
    return !also.isEmpty() || sampled.isPresent();
  }

  /** All steps, each once. */
  @JsonIgnore
  public List<Fingerprint> all() {
    LinkedHashSet<Fingerprint> all = new LinkedHashSet<>();
    vft.ifPresent(all::add);
    all.addAll(samples);
    labels.ifPresent(all::add);
    scores.ifPresent(all::add);
    referenceScores.ifPresent(all::add);
    matched.ifPresent(all::add);
    training.ifPresent(all::add);
    all.addAll(assessmentSamples);
    assessmentLabels.ifPresent(all::add);
    all.add(evaluation);
    also.forEach(set -> all.add(set.evaluation()));
    sampled.ifPresent(
        drawn -> {
          all.addAll(drawn.samples());
          all.add(drawn.labels());
        });
    return new ArrayList<>(all);
  }
}
