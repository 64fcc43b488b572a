package dev.aftlab.experiments.report;

import dev.aftlab.experiments.statistics.Majority;
import dev.aftlab.experiments.statistics.PassAtK;
import java.util.List;

/**
 * The answers of one model to one question, counted.
 *
 * @param question the question's id
 * @param samples number of samples
 * @param votes how often each distinct answer was given; samples without an answer are in none
 * @param right index of the right answer in {@code votes}; −1 when no sample gave it
 */
public record SampledQuestion(String question, int samples, List<Integer> votes, int right) {

  /** Copies. */
  public SampledQuestion {
    votes = List.copyOf(votes);
  }

  /** The score of the most frequent answer, 0 … 1. */
  public double majority() {
    return Majority.credit(votes, right);
  }

  /** The unbiased estimate of the probability that at least one of j samples is right. */
  public double pass(int j) {
    return PassAtK.estimate(samples, right < 0 ? 0 : votes.get(right), j);
  }

  /** The share of samples without an answer. */
  public double withoutAnswer() {
    return 1 - (double) votes.stream().mapToInt(Integer::intValue).sum() / samples;
  }
}
