package dev.aftlab.activities.lm.loss;

import java.util.List;

/** A loss over a whole batch of questions: a pure function of the completions' scores. */
public interface Objective {
  /**
   * The loss and its gradient.
   *
   * @param batch the scores of each question's completions
   * @return the loss, and for each question the partial derivatives in the shape of its scores
   */
  ObjectiveValue evaluate(List<GroupScores> batch);
}
