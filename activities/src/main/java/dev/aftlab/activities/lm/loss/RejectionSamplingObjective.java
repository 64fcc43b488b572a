package dev.aftlab.activities.lm.loss;

import java.util.List;

/**
 * Rejection-sampling fine-tuning: the negative log-likelihood of references and right completions,
 * token mean each, then the mean over all of them in the batch. Wrong completions have gradient 0.
 */
final class RejectionSamplingObjective implements Objective {
  @Override
  public ObjectiveValue evaluate(List<GroupScores> batch) {
    int taught = 0;
    double sum = 0;
    for (GroupScores group : batch) {
      taught += group.reference().length + group.positives().length;
      sum -= BatchStatistics.sum(group.reference()) + BatchStatistics.sum(group.positives());
    }
    double weight = 1.0 / Math.max(1, taught);
    List<GroupScores> gradient =
        batch.stream()
            .map(
                g ->
                    new GroupScores(
                        BatchStatistics.filled(g.reference(), -weight),
                        BatchStatistics.filled(g.positives(), -weight),
                        new double[g.negatives().length]))
            .toList();
    return new ObjectiveValue(sum * weight, gradient, BatchStatistics.metrics(batch));
  }
}
