package dev.aftlab.experiments.search;

import dev.aftlab.experiments.spec.ArmId;
import java.util.List;

/**
 * One arm of a run that has ended.
 *
 * @param number its number in the run, from 0 in the order of the pages
 * @param arms the points of the search space that are this arm; more than one where an axis has no
 *     effect on it
 * @param outcome how it ended
 */
public record Trial(int number, List<ArmId> arms, Outcome outcome) {

  /** Checks that there is an arm, and makes the list unmodifiable. */
  public Trial {
    arms = List.copyOf(arms);
    if (arms.isEmpty()) {
      throw new IllegalArgumentException("trial " + number + " has no arm");
    }
  }

  /** How a trial ended. */
  public sealed interface Outcome {

    /**
     * The arm was evaluated.
     *
     * @param objective its accuracy on the questions that it is evaluated on; more is better
     */
    record Completed(double objective) implements Outcome {}

    /** The arm failed or was cancelled: it has no objective value. */
    record Failed() implements Outcome {}
  }
}
