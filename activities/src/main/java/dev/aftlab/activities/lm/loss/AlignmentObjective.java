package dev.aftlab.activities.lm.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Alignment fine-tuning, L = L_VFT + λ · L_align (arXiv 2309.02144): the references' mean negative
 * log-likelihood plus λ times the mean alignment loss over all questions of the batch. A question
 * without right or without wrong completions, or, with ranking feedback, without two ratings, has
 * alignment loss 0 and counts in that mean.
 */
final class AlignmentObjective implements Objective {
  private final AlignmentTerm core;
  private final double lambda;

  /** With binary feedback. */
  AlignmentObjective(AlignmentLoss core, double lambda) {
    this(AlignmentTerm.binary(core), lambda);
  }

  AlignmentObjective(AlignmentTerm core, double lambda) {
    if (!(lambda >= 0) || Double.isInfinite(lambda)) {
      throw new IllegalArgumentException(
          "lambda is " + lambda + "; it must be finite and 0 or more");
    }
    this.core = core;
    this.lambda = lambda;
  }

  @Override
  public ObjectiveValue evaluate(List<GroupScores> batch) {
    double referenceSlope = -1.0 / Math.max(1, BatchStatistics.references(batch));
    double weight = lambda / Math.max(1, batch.size());
    double alignment = 0;
    List<GroupScores> gradient = new ArrayList<>(batch.size());
    for (GroupScores group : batch) {
      AlignmentValue value = core.evaluate(group);
      alignment += value.loss();
      gradient.add(
          new GroupScores(
              BatchStatistics.filled(group.reference(), referenceSlope),
              BatchStatistics.scaled(value.positives(), weight),
              BatchStatistics.scaled(value.negatives(), weight)));
    }
    SortedMap<String, Double> metrics = core.metrics(batch);
    metrics.put(Metrics.ALIGN_LOSS, alignment / Math.max(1, batch.size()));
    return new ObjectiveValue(
        BatchStatistics.referenceLoss(batch) + weight * alignment, gradient, metrics);
  }
}
