package dev.aftlab.activities.lm.loss;

import java.util.List;
import java.util.SortedMap;

/** L_align of a question under one kind of feedback. */
interface AlignmentTerm {

  /** Value and gradient, by the right and by the wrong completions' scores. */
  AlignmentValue evaluate(QuestionScores group);

  /** Numbers about a batch beside the loss. */
  SortedMap<String, Double> metrics(List<QuestionScores> batch);

  /** Right against wrong. */
  static AlignmentTerm binary(AlignmentLoss loss) {
    return new AlignmentTerm() {
      @Override
      public AlignmentValue evaluate(QuestionScores group) {
        return loss.evaluate(group.positives(), group.negatives());
      }

      @Override
      public SortedMap<String, Double> metrics(List<QuestionScores> batch) {
        return BatchStatistics.metrics(batch);
      }
    };
  }

  /** Rated higher against rated lower. */
  static AlignmentTerm ranking(RankingLoss loss) {
    return new RankingTerm(loss);
  }
}
