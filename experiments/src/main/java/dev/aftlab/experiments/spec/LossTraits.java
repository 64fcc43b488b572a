package dev.aftlab.experiments.spec;

import java.util.Optional;

/**
 * What the rest of the program must know about a loss: what it reads and what it does. {@link
 * LossSpec#traits} says it for every loss, once; the planner, the grouping of samples, the search
 * for β, and the conclusions of a report read it here and never ask which loss it is.
 *
 * @param samples which of a question's kept samples the loss reads
 * @param wrong what the loss does to the scores of wrong samples, or of lower-rated ones
 * @param beta distance of the boundary below the worst better sample; empty without a boundary
 * @param referenceScores whether the loss reads log-probabilities of the samples under the model
 *     that its training starts from; the planner then adds a score step
 */
public record LossTraits(
    SampleUse samples, WrongSamples wrong, Optional<BetaSpec> beta, boolean referenceScores) {

  /** Which of a question's kept samples a loss reads. */
  public enum SampleUse {
    /** All samples of the questions that have right and wrong ones. */
    RIGHT_AND_WRONG,
    /** All samples of the questions that have samples of different ranks. */
    RANKED,
    /** The right samples of the highest rating. */
    BEST_RIGHT;

    /** Whether only questions with at least one pair of samples are read. */
    public boolean pairsOnly() {
      return switch (this) {
        case RIGHT_AND_WRONG, RANKED -> true;
        case BEST_RIGHT -> false;
      };
    }
  }

  /** What a loss does to the scores of wrong samples. */
  public enum WrongSamples {
    /** Pushes them down without a limit. */
    UNBOUNDED,
    /** Pushes them down to a boundary. */
    BOUNDED,
    /** Compares with them, and sends no gradient through them. */
    CONSTANT,
    /** Does not read them. */
    UNREAD
  }

  /** The rule that finds β from scores, where β is automatic. */
  public Optional<BetaSpec.Auto> autoBeta() {
    return beta.flatMap(
        distance ->
            switch (distance) {
              case BetaSpec.Fixed fixed -> Optional.empty();
              case BetaSpec.Auto auto -> Optional.of(auto);
            });
  }
}
