package dev.aftlab.activities.lm.train;

import dev.aftlab.activities.lm.data.Candidate;
import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.activities.lm.loss.BatchScores;
import dev.aftlab.activities.lm.loss.CandidateRole;
import dev.aftlab.activities.lm.loss.Objective;
import dev.aftlab.activities.lm.loss.ObjectiveValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The candidates of a batch with the scores that are known so far, numbered as the packer numbers
 * them, and the value of an objective for them.
 */
final class ScoredBatch {
  private final Objective objective;
  private final BatchScores scores;
  private final int[] questionSizes;
  private Optional<ObjectiveValue> latest = Optional.empty();
  private int known;
  private long tokens;

  ScoredBatch(List<TrainingGroup> batch, Objective objective) {
    List<Candidate> all = batch.stream().flatMap(group -> group.candidates().stream()).toList();
    double[] unknown = new double[all.size()];
    Arrays.fill(unknown, Double.NaN);
    this.objective = objective;
    this.questionSizes = batch.stream().mapToInt(group -> group.candidates().size()).toArray();
    this.scores =
        new BatchScores(
            batch.size(),
            IntStream.range(0, batch.size())
                .flatMap(q -> IntStream.generate(() -> q).limit(questionSizes[q]))
                .toArray(),
            all.stream().map(Candidate::role).toArray(CandidateRole[]::new),
            unknown,
            all.stream().mapToInt(candidate -> candidate.tokens().length).toArray(),
            all.stream().mapToDouble(Candidate::referenceSum).toArray(),
            all.stream().mapToDouble(Candidate::rank).toArray());
  }

  /** Takes the summed log-probabilities of a micro-batch's candidates. */
  void put(MicroBatch part, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      scores.sums()[part.completions()[i]] = sums[i];
      tokens += part.lengths()[i];
    }
    known += sums.length;
    latest = Optional.empty();
  }

  /** Whether the scores of a micro-batch's candidates are known. */
  boolean knows(MicroBatch part) {
    return Arrays.stream(part.completions()).noneMatch(i -> Double.isNaN(scores.sums()[i]));
  }

  /** Whether the scores of all candidates are known. */
  boolean isComplete() {
    return known == scores.size();
  }

  /** Whether a micro-batch holds all candidates of each of its questions. */
  boolean holdsWholeQuestions(MicroBatch part) {
    int[] sizes = new int[questionSizes.length];
    for (int candidate : part.completions()) {
      sizes[scores.question()[candidate]]++;
    }
    return IntStream.range(0, sizes.length)
        .allMatch(q -> sizes[q] == 0 || sizes[q] == questionSizes[q]);
  }

  /**
   * The objective's value and gradient by the scores known so far; the objective's scope says which
   * derivatives hold while some are unknown.
   */
  ObjectiveValue value() {
    if (latest.isEmpty()) {
      latest = Optional.of(evaluate());
    }
    return latest.get();
  }

  private ObjectiveValue evaluate() {
    ObjectiveValue value = objective.evaluate(scores);
    if (value.gradient().length != scores.size()) {
      throw new IllegalStateException(
          "the objective gave "
              + value.gradient().length
              + " derivatives for "
              + scores.size()
              + " scores");
    }
    return value;
  }

  /** Completion tokens scored so far. */
  long tokens() {
    return tokens;
  }
}
