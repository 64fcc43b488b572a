package dev.aftlab.activities.lm.loss;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The mean scores of one question's candidates by role, and where they are in the batch.
 *
 * @param references indices of the references in the batch
 * @param rights indices of the right samples in the batch
 * @param wrongs indices of the wrong samples in the batch
 * @param reference scores of the references
 * @param positives scores of the right samples
 * @param negatives scores of the wrong samples
 * @param ranks ranks of the right samples and then of the wrong ones
 */
record QuestionScores(
    int[] references,
    int[] rights,
    int[] wrongs,
    double[] reference,
    double[] positives,
    double[] negatives,
    double[] ranks) {

  /** The question whose candidates are in a range of a batch. */
  static QuestionScores of(BatchScores batch, int start, int end) {
    int[] references = indices(batch, start, end, CandidateRole.REFERENCE);
    int[] rights = indices(batch, start, end, CandidateRole.POSITIVE);
    int[] wrongs = indices(batch, start, end, CandidateRole.NEGATIVE);
    return new QuestionScores(
        references,
        rights,
        wrongs,
        scores(batch, references),
        scores(batch, rights),
        scores(batch, wrongs),
        IntStream.concat(Arrays.stream(rights), Arrays.stream(wrongs))
            .mapToDouble(i -> batch.ranks()[i])
            .toArray());
  }

  private static int[] indices(BatchScores batch, int start, int end, CandidateRole role) {
    return IntStream.range(start, end).filter(i -> batch.roles()[i] == role).toArray();
  }

  private static double[] scores(BatchScores batch, int[] candidates) {
    return Arrays.stream(candidates).mapToDouble(batch::score).toArray();
  }

  /** Scores of the right samples, then those of the wrong ones. */
  double[] sampled() {
    return DoubleStream.concat(Arrays.stream(positives), Arrays.stream(negatives)).toArray();
  }

  /** Whether the question has right and wrong samples to compare. */
  boolean isMixed() {
    return positives.length > 0 && negatives.length > 0;
  }
}
