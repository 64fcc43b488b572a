package dev.aftlab.activities.lm.loss;

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
  public ObjectiveValue evaluate(BatchScores batch) {
    List<QuestionScores> questions = batch.byQuestion();
    double referenceSlope = -1.0 / Math.max(1, BatchStatistics.references(questions));
    double weight = lambda / Math.max(1, questions.size());
    double alignment = 0;
    MeanScoreGradient gradient = new MeanScoreGradient(batch);
    for (QuestionScores question : questions) {
      AlignmentValue value = core.evaluate(question);
      alignment += value.loss();
      gradient.fill(question.references(), referenceSlope);
      gradient.set(question.rights(), BatchStatistics.scaled(value.positives(), weight));
      gradient.set(question.wrongs(), BatchStatistics.scaled(value.negatives(), weight));
    }
    SortedMap<String, Double> metrics = core.metrics(questions);
    metrics.put(Metrics.ALIGN_LOSS, alignment / Math.max(1, questions.size()));
    return new ObjectiveValue(
        BatchStatistics.referenceLoss(questions) + weight * alignment, gradient.bySum(), metrics);
  }

  @Override
  public GradientScope scope() {
    return GradientScope.QUESTION;
  }
}
