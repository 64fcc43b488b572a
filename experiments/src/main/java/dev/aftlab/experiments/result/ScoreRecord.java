package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The score of one sample under a model.
 *
 * @param question the question's id
 * @param sample the sample's id
 * @param positive whether its answer is right
 * @param sumLogprob sum of the log-probabilities of its tokens, in nats, the end token counted
 * @param tokens number of its tokens
 */
public record ScoreRecord(String question, String sample, boolean positive, double sumLogprob, int tokens) {

  /** The score s: mean log-probability per token. */
  @JsonIgnore
  public double mean() {
    return sumLogprob / tokens;
  }
}
