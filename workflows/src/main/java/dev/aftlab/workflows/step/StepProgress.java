package dev.aftlab.workflows.step;

/**
 * What a step is doing.
 *
 * @param title the step's name
 * @param stage preparing, waiting, working, finishing, done, failed or cancelled
 * @param note more, human-readable, such as the holder of the lease that it waits for; may be empty
 * @param shards shards in all; 0 before they are known
 * @param shardsDone shards done
 * @param askers number of waiters
 */
public record StepProgress(
    String title, String stage, String note, int shards, int shardsDone, int askers) {}
