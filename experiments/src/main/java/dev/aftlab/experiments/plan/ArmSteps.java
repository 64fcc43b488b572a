package dev.aftlab.experiments.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one arm, in the order of the method. What an arm does not need is empty.
 *
 * @param vft fine-tuning on references
 * @param samples ranges of samples of the training questions
 * @param labels their verdicts
 * @param scores the scores from which β is read
 * @param matched the alignment whose operations a continued training matches
 * @param training the arm's own training: the alignment, or the continued VFT
 * @param assessmentSamples ranges of samples of the held-out questions
 * @param assessmentLabels their verdicts
 * @param evaluation the measurements
 */
public record ArmSteps(
    Optional<Fingerprint> vft,
    List<Fingerprint> samples,
    Optional<Fingerprint> labels,
    Optional<Fingerprint> scores,
    Optional<Fingerprint> matched,
    Optional<Fingerprint> training,
    List<Fingerprint> assessmentSamples,
    Optional<Fingerprint> assessmentLabels,
    Fingerprint evaluation) {

  /** All of them, each once. */
  @JsonIgnore
  public List<Fingerprint> all() {
    LinkedHashSet<Fingerprint> all = new LinkedHashSet<>();
    vft.ifPresent(all::add);
    all.addAll(samples);
    labels.ifPresent(all::add);
    scores.ifPresent(all::add);
    matched.ifPresent(all::add);
    training.ifPresent(all::add);
    all.addAll(assessmentSamples);
    assessmentLabels.ifPresent(all::add);
    all.add(evaluation);
    return new ArrayList<>(all);
  }
}
