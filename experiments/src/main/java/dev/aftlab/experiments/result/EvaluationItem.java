package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One model's answer to one question, with its measurements.
 *
 * @param question the question's id
 * @param correct whether the greedy answer is right
 * @param finished whether the greedy completion reached its end
 * @param extracted the answer found in it; empty when there is none
 * @param gold the right answer
 * @param completion the greedy completion
 * @param tokens its length in tokens
 * @param referenceNll negative mean log-probability per token of the reference, in nats; 0 when
 *     there is none
 * @param referenceTokens length of the reference in tokens; 0 when there is none
 * @param positives scores (mean log-probability per token) of the right assessment samples; empty
 *     outside of the assessment set
 * @param negatives scores of the wrong ones
 * @param ratings of the right ones and then of the wrong ones, higher is better; empty without
 *     ratings
 */
public record EvaluationItem(
    String question,
    boolean correct,
    boolean finished,
    String extracted,
    String gold,
    String completion,
    int tokens,
    double referenceNll,
    int referenceTokens,
    List<Double> positives,
    List<Double> negatives,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> ratings) {

  /** Makes the lists unmodifiable; without ratings an item is written without the field. */
  public EvaluationItem {
    positives = List.copyOf(positives);
    negatives = List.copyOf(negatives);
    ratings = ratings == null ? List.of() : List.copyOf(ratings);
  }
}
