package dev.aftlab.experiments.result;

import java.util.List;

/**
 * One question as one model answered it.
 *
 * @param question the question's id
 * @param correct whether the greedy answer is right
 * @param finished whether the greedy completion reached its end
 * @param extracted the answer found in it; empty when there is none
 * @param gold the right answer
 * @param completion the greedy completion
 * @param tokens its length in tokens
 * @param referenceNll negative mean log-probability per token of the reference, in nats; 0 when there is none
 * @param referenceTokens length of the reference in tokens; 0 when there is none
 * @param positives scores (mean log-probability per token) of the right assessment samples; empty outside of the assessment set
 * @param negatives scores of the wrong ones
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
    List<Double> negatives) {

  /** Makes the lists unmodifiable. */
  public EvaluationItem {
    positives = List.copyOf(positives);
    negatives = List.copyOf(negatives);
  }
}
