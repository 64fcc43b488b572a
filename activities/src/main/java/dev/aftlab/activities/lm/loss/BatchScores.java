package dev.aftlab.activities.lm.loss;

import java.util.ArrayList;
import java.util.List;

/**
 * The candidates of a batch of questions with their scores, as flat arrays with one entry per
 * candidate; the candidates of a question are neighbours. All log-probabilities are in nats, end
 * token included. The arrays are not copied, since a training step makes many of these: do not
 * write to them.
 *
 * @param questions number of questions, those without candidates included
 * @param question index of the candidate's question, ascending, in 0..questions-1
 * @param roles what the candidate is to its question
 * @param sums log-probability of the candidate, summed over its tokens; NaN while it is unknown
 * @param tokens number of its tokens, 1 or more
 * @param referenceSums log-probability under the reference model, summed over its tokens; NaN where
 *     the loss needs none
 * @param ranks what ranking feedback uses, higher is better: a sample's rating, without one 1 for
 *     right and 0 for wrong; NaN for a reference
 */
public record BatchScores(
    int questions,
    int[] question,
    CandidateRole[] roles,
    double[] sums,
    int[] tokens,
    double[] referenceSums,
    double[] ranks) {
  public BatchScores {
    for (int length :
        List.of(roles.length, sums.length, tokens.length, referenceSums.length, ranks.length)) {
      if (length != question.length) {
        throw new IllegalArgumentException(
            "an array has "
                + length
                + " entries; one per candidate is expected: "
                + question.length);
      }
    }
  }

  /** Number of candidates. */
  public int size() {
    return question.length;
  }

  /** The score s of a candidate: the mean log-probability of its tokens. */
  public double score(int candidate) {
    return sums[candidate] / tokens[candidate];
  }

  /** The questions with the mean scores of their candidates. */
  List<QuestionScores> byQuestion() {
    List<QuestionScores> found = new ArrayList<>(questions);
    int start = 0;
    for (int q = 0; q < questions; q++) {
      int end = start;
      while (end < question.length && question[end] == q) {
        end++;
      }
      found.add(QuestionScores.of(this, start, end));
      start = end;
    }
    return found;
  }
}
