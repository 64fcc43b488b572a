package dev.aftlab.activities.lm.loss;

import java.util.List;

/**
 * Supervised fine-tuning, L_VFT: the negative log-likelihood of the references, token mean, then
 * the mean over the batch's references. Other completions have gradient 0.
 */
final class SupervisedObjective implements Objective {
  @Override
  public ObjectiveValue evaluate(List<GroupScores> batch) {
    double slope = -1.0 / Math.max(1, BatchStatistics.references(batch));
    List<GroupScores> gradient =
        batch.stream()
            .map(
                g ->
                    new GroupScores(
                        BatchStatistics.filled(g.reference(), slope),
                        new double[g.positives().length],
                        new double[g.negatives().length]))
            .toList();
    return new ObjectiveValue(
        BatchStatistics.referenceLoss(batch), gradient, BatchStatistics.metrics(batch));
  }
}
