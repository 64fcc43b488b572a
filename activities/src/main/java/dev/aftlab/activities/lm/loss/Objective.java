package dev.aftlab.activities.lm.loss;

/**
 * A loss over a whole batch of questions: a pure function of the candidates' scores, in doubles.
 *
 * <p>{@link #scope} says which scores a derivative depends on. An objective whose value is a sum
 * over questions, divided by numbers that follow from roles and token counts, has {@link
 * GradientScope#QUESTION}: the trainer then evaluates it as soon as the scores of some questions
 * are known, the others being NaN, and uses the derivatives of those questions.
 */
@FunctionalInterface
public interface Objective {
  /** The loss of a batch and its gradient. */
  ObjectiveValue evaluate(BatchScores batch);

  /** Which scores a candidate's derivative depends on; what is always true is the whole batch. */
  default GradientScope scope() {
    return GradientScope.BATCH;
  }
}
