package dev.aftlab.experiments.statistics;

import java.util.List;

/**
 * Self-consistency (X. Wang et al., 2023): of several answers to one question, the most frequent
 * one counts.
 */
public final class Majority {
  private Majority() {}

  /**
   * The score of the majority answer: 1 when it is right, 0 when it is wrong or there is no answer,
   * and 1/m for a tie of m answers with the right one among them, which is the expectation over a
   * fair draw.
   *
   * @param votes how often each distinct answer was given, each at least 1; samples without an
   *     answer do not vote
   * @param right index of the right answer; −1 when no sample gave it
   */
  public static double credit(List<Integer> votes, int right) {
    if (right < -1 || right >= votes.size() || votes.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "votes must be at least 1 each and the right answer one of them or −1, are "
              + votes
              + " and "
              + right);
    }
    if (right < 0) {
      return 0;
    }
    int most = votes.stream().mapToInt(Integer::intValue).max().orElseThrow();
    long tied = votes.stream().filter(count -> count == most).count();
    return votes.get(right) == most ? 1.0 / tied : 0;
  }
}
