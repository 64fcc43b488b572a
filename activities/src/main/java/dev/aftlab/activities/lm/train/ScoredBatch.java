package dev.aftlab.activities.lm.train;

import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.data.PromptGroup;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.activities.lm.loss.GroupScores;
import dev.aftlab.activities.lm.loss.ObjectiveValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The scores of a batch's completions, between the flat numbering of the packer and the groups of
 * an objective.
 */
final class ScoredBatch {
  private final List<TrainingGroup> batch;
  private final double[] means;
  private long tokens;

  ScoredBatch(List<TrainingGroup> batch, List<PromptGroup> prompts) {
    this.batch = batch;
    this.means = new double[prompts.stream().mapToInt(p -> p.completions().size()).sum()];
  }

  /** Takes the summed log-probabilities of a micro-batch's completions. */
  void put(MicroBatch part, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      means[part.completions()[i]] = sums[i] / part.lengths()[i];
      tokens += part.lengths()[i];
    }
  }

  /** Completion tokens taken so far. */
  long tokens() {
    return tokens;
  }

  /** The mean token log-probabilities, by group. */
  List<GroupScores> scores() {
    List<GroupScores> scores = new ArrayList<>(batch.size());
    int at = 0;
    for (TrainingGroup group : batch) {
      int reference = at + (group.reference().length > 0 ? 1 : 0);
      int positives = reference + group.positives().size();
      int negatives = positives + group.negatives().size();
      scores.add(
          new GroupScores(
              Arrays.copyOfRange(means, at, reference),
              Arrays.copyOfRange(means, reference, positives),
              Arrays.copyOfRange(means, positives, negatives),
              group.ratings()));
      at = negatives;
    }
    return scores;
  }

  /** An objective's gradient, in the packer's numbering. */
  double[] gradient(ObjectiveValue value) {
    double[] flat = new double[means.length];
    int at = 0;
    for (GroupScores group : value.gradient()) {
      for (double[] side : List.of(group.reference(), group.positives(), group.negatives())) {
        System.arraycopy(side, 0, flat, at, side.length);
        at += side.length;
      }
    }
    if (at != flat.length) {
      throw new IllegalStateException(
          "the objective gave " + at + " derivatives for " + flat.length + " scores");
    }
    return flat;
  }
}
