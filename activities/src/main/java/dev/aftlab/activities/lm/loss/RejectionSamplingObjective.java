package dev.aftlab.activities.lm.loss;

import java.util.List;

/**
 * Rejection-sampling fine-tuning: the negative log-likelihood of references and right samples,
 * token mean each, then the mean over all of them in the batch. Wrong samples have gradient 0.
 */
final class RejectionSamplingObjective implements Objective {
  @Override
  public ObjectiveValue evaluate(BatchScores batch) {
    List<QuestionScores> questions = batch.byQuestion();
    int taught = 0;
    double sum = 0;
    for (QuestionScores question : questions) {
      taught += question.references().length + question.rights().length;
      sum -= BatchStatistics.sum(question.reference()) + BatchStatistics.sum(question.positives());
    }
    double weight = 1.0 / Math.max(1, taught);
    MeanScoreGradient gradient = new MeanScoreGradient(batch);
    for (QuestionScores question : questions) {
      gradient.fill(question.references(), -weight);
      gradient.fill(question.rights(), -weight);
    }
    return new ObjectiveValue(sum * weight, gradient.bySum(), BatchStatistics.metrics(questions));
  }

  @Override
  public GradientScope scope() {
    return GradientScope.CONSTANT;
  }
}
