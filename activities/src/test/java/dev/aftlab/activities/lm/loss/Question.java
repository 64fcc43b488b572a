package dev.aftlab.activities.lm.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A question of a batch, its candidates by role: their scores, or a loss's derivatives by them. A
 * batch of these has one token per candidate, so that scores and summed log-probabilities are
 * equal.
 *
 * @param ranks of the right samples and then of the wrong ones
 */
record Question(double[] reference, double[] positives, double[] negatives, double[] ranks) {
  Question {
    if (ranks.length != positives.length + negatives.length) {
      throw new IllegalArgumentException("one rank per sample is expected");
    }
  }

  /** Samples that nobody rated: right ones have rank 1, wrong ones 0. */
  Question(double[] reference, double[] positives, double[] negatives) {
    this(
        reference,
        positives,
        negatives,
        IntStream.range(0, positives.length + negatives.length)
            .mapToDouble(i -> i < positives.length ? 1 : 0)
            .toArray());
  }

  static BatchScores batch(List<Question> questions) {
    int[] tokens =
        questions.stream().flatMapToInt(q -> IntStream.generate(() -> 1).limit(q.size())).toArray();
    return batch(questions, tokens);
  }

  /** A batch whose candidates have so many tokens, with the questions' values as mean scores. */
  static BatchScores batch(List<Question> questions, int[] tokens) {
    List<CandidateRole> roles = new ArrayList<>();
    questions.forEach(question -> roles.addAll(question.roles()));
    double[] sums = questions.stream().flatMapToDouble(Question::all).toArray();
    for (int i = 0; i < sums.length; i++) {
      sums[i] *= tokens[i];
    }
    double[] unknown = new double[roles.size()];
    Arrays.fill(unknown, Double.NaN);
    return new BatchScores(
        questions.size(),
        IntStream.range(0, questions.size())
            .flatMap(q -> IntStream.generate(() -> q).limit(questions.get(q).size()))
            .toArray(),
        roles.toArray(CandidateRole[]::new),
        sums,
        tokens,
        unknown,
        questions.stream()
            .flatMapToDouble(
                q ->
                    DoubleStream.concat(
                        DoubleStream.generate(() -> Double.NaN).limit(q.reference.length),
                        Arrays.stream(q.ranks)))
            .toArray());
  }

  /** An objective's derivatives, in the shape of the questions. */
  static List<Question> gradient(List<Question> questions, ObjectiveValue value) {
    List<Question> gradient = new ArrayList<>();
    int at = 0;
    for (Question question : questions) {
      int rights = at + question.reference.length;
      int wrongs = rights + question.positives.length;
      int end = wrongs + question.negatives.length;
      gradient.add(
          new Question(
              Arrays.copyOfRange(value.gradient(), at, rights),
              Arrays.copyOfRange(value.gradient(), rights, wrongs),
              Arrays.copyOfRange(value.gradient(), wrongs, end)));
      at = end;
    }
    return gradient;
  }

  private int size() {
    return reference.length + positives.length + negatives.length;
  }

  private DoubleStream all() {
    return DoubleStream.concat(
        Arrays.stream(reference),
        DoubleStream.concat(Arrays.stream(positives), Arrays.stream(negatives)));
  }

  private List<CandidateRole> roles() {
    List<CandidateRole> roles =
        new ArrayList<>(Collections.nCopies(reference.length, CandidateRole.REFERENCE));
    roles.addAll(Collections.nCopies(positives.length, CandidateRole.POSITIVE));
    roles.addAll(Collections.nCopies(negatives.length, CandidateRole.NEGATIVE));
    return roles;
  }
}
