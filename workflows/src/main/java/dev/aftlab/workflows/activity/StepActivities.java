package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.StepEnd;
import io.temporal.activity.ActivityInterface;

/**
 * The frame of every step, on the control queue: lease before, commit after. Each may run twice;
 * the second time must find what the first one did.
 */
@ActivityInterface
public interface StepActivities {

  /**
   * Checks the store once more, then takes the lease in the owner's name; an owner who holds it
   * already is ready again.
   */
  PrepareResult prepare(StepRef step);

  /**
   * Merges the shards of a sample or evaluate step and commits the artifact; gives the lease back.
   * Heartbeats.
   */
  StepEnd.Done finish(StepRef step);

  /**
   * How far the step's committed work has come: the position of its newest checkpoint, or the
   * number of its shards that are done. Grows with every attempt that achieved something.
   */
  long reached(StepRef step);

  /** Has the step's work make a checkpoint as soon as it can, wherever it runs. */
  void requestCheckpoint(StepRef step);

  /** Whether the store has space for this much again. */
  boolean room(DiskSpaceRequest request);

  /**
   * Gives the lease back after a failure or a cancellation; checkpoints and finished shards stay.
   * Does nothing when it is not the owner's.
   */
  void abandon(StepRef step);
}
