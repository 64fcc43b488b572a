package dev.aftlab.activities.lm.loss;

import java.util.List;

/**
 * Supervised fine-tuning, L_VFT: the negative log-likelihood of the references, token mean, then
 * the mean over the batch's references. Other candidates have gradient 0.
 */
final class SupervisedObjective implements Objective {
  @Override
  public ObjectiveValue evaluate(BatchScores batch) {
    List<QuestionScores> questions = batch.byQuestion();
    double slope = -1.0 / Math.max(1, BatchStatistics.references(questions));
    MeanScoreGradient gradient = new MeanScoreGradient(batch);
    questions.forEach(question -> gradient.fill(question.references(), slope));
    return new ObjectiveValue(
        BatchStatistics.referenceLoss(questions),
        gradient.bySum(),
        BatchStatistics.metrics(questions));
  }

  @Override
  public GradientScope scope() {
    return GradientScope.CONSTANT;
  }
}
