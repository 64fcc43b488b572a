package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalDouble;

/**
 * The score of one sample under a model.
 *
 * @param question the question's id
 * @param sample the sample's id
 * @param positive whether its answer is right
 * @param rating its quality, higher is better; absent without a rating
 * @param sumLogprob sum of the log-probabilities of its tokens, in nats, the end token counted
 * @param tokens number of its tokens
 */
public record ScoreRecord(
    String question,
    String sample,
    boolean positive,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble rating,
    double sumLogprob,
    int tokens) {

  /** What ranking feedback uses: the rating; without one 1 for right and 0 for wrong. */
  @JsonIgnore
  public double rank() {
    return rating.orElse(positive ? 1 : 0);
  }

  /** The score s: mean log-probability per token. */
  @JsonIgnore
  public double mean() {
    return sumLogprob / tokens;
  }
}
