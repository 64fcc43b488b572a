package dev.aftlab.experiments.report;

import dev.aftlab.experiments.statistics.Majority;
import dev.aftlab.experiments.statistics.PassAtK;
import java.util.List;

/**
 * The answers of one model to one question, counted.
 *
 * @param question the question's id
 * @param samples how often it was asked
 * @param votes how often each distinct answer was given; samples without an answer are in none
 * @param right index of the right answer in {@code votes}; −1 when nobody gave it
 */
public record SampledQuestion(String question, int samples, List<Integer> votes, int right) {

  /** Copies. */
  public SampledQuestion {
    votes = List.copyOf(votes);
  }

  /** What the answer given most often is worth, 0 … 1. */
  public double majority() {
    return Majority.credit(votes, right);
  }

  /** The chance that at least one of j samples is right, estimated without bias. */
  public double pass(int j) {
    return PassAtK.estimate(samples, right < 0 ? 0 : votes.get(right), j);
  }

  /** The share of samples without an answer. */
  public double withoutAnswer() {
    return 1 - (double) votes.stream().mapToInt(Integer::intValue).sum() / samples;
  }
}
