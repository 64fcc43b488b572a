package dev.aftlab.workflows.step;

import dev.aftlab.experiments.result.StepEnd;
import java.util.Optional;

/**
 * What a step is doing.
 *
 * @param title the step's name
 * @param stage what its workflow is doing, or did last
 * @param end how it ended; empty while it runs
 * @param note more, human-readable, such as the holder of the lease that it waits for; may be empty
 * @param shards shards in all; 0 before they are known
 * @param shardsDone shards done
 * @param askers number of waiters
 */
public record StepProgress(
    String title,
    StepStage stage,
    Optional<StepEnd> end,
    String note,
    int shards,
    int shardsDone,
    int askers) {

  /** Its end as one word when it has ended, else its stage. */
  public String word() {
    return end.map(StepEnd::word).orElse(stage.word());
  }
}
