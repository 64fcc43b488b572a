package dev.aftlab.activities.evaluate;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.label.Extractor;
import dev.aftlab.experiments.result.EvaluationItem;
import java.util.List;

/** Judges answers. */
public final class EvaluationItems {
  private EvaluationItems() {}

  /**
   * A greedy answer.
   *
   * @param text the completion's text
   * @param tokens its length in tokens
   * @param finished whether it reached its end; one that did not is wrong
   */
  public record Answer(String text, int tokens, boolean finished) {}

  /**
   * The record of one question.
   *
   * @param referenceSum sum of the log-probabilities of the reference's tokens, in nats
   * @param referenceTokens their number; 0 when there is no reference
   * @param positives scores of the right assessment samples
   * @param negatives scores of the wrong ones
   * @param ratings of the right and then of the wrong ones; empty unless they have ratings
   */
  public static EvaluationItem of(
      Question question,
      Answer answer,
      Extractor extractor,
      double referenceSum,
      int referenceTokens,
      List<Double> positives,
      List<Double> negatives,
      List<Double> ratings) {
    String extracted =
        answer.finished() ? extractor.extract(answer.text(), question.options()) : "";
    return new EvaluationItem(
        question.id(),
        extractor.matches(extracted, question.gold()),
        answer.finished(),
        extracted,
        question.gold(),
        answer.text(),
        answer.tokens(),
        referenceTokens == 0 ? 0 : -referenceSum / referenceTokens,
        referenceTokens,
        positives,
        negatives,
        ratings);
  }
}
