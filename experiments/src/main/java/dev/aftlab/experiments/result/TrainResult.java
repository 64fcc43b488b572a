package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A finished training.
 *
 * @param steps optimizer steps
 * @param epochs passes over the data
 * @param checkpoints what the checkpoints of the last attempt cost
 * @param divergence message of the divergence after which it was restored from a checkpoint; absent
 *     where it did not diverge
 * @param beta the β of the loss; absent where the loss has none
 * @param usable the questions that an alignment can learn from; absent for other trainings
 * @param matchedOperations floating-point operations that a continued training matches; absent for
 *     other trainings
 * @param warnings what a report warns of
 */
@JsonTypeName("train")
public record TrainResult(
    int steps,
    int epochs,
    Checkpoints checkpoints,
    Optional<String> divergence,
    Optional<Beta> beta,
    Optional<Usable> usable,
    OptionalDouble matchedOperations,
    List<TrainWarning> warnings)
    implements StepResult {

  /** Makes the list unmodifiable. */
  public TrainResult {
    warnings = List.copyOf(warnings);
  }

  /**
   * What checkpoints cost.
   *
   * @param made how many
   * @param seconds how long they took
   * @param share of the time of the attempt, in [0, 1]
   */
  public record Checkpoints(int made, double seconds, double share) {}

  /**
   * The distance of a boundary.
   *
   * @param value β
   * @param rule how it was found, human-readable; absent where it was given
   */
  public record Beta(double value, Optional<String> rule) {}

  /**
   * The questions that an alignment can learn from.
   *
   * @param feedback what makes a pair of samples
   * @param questions how many have one
   * @param pairs how many pairs; absent where they are not counted
   */
  public record Usable(Feedback feedback, long questions, OptionalLong pairs) {}

  /** What makes a pair of samples of a question. */
  public enum Feedback {
    /** One is right, the other wrong. */
    VERDICTS,
    /** Their ratings differ. */
    RATINGS
  }
}
