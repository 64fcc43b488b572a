package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.StepEnd;
import io.temporal.activity.ActivityInterface;

/** Training, on the device queue. */
@ActivityInterface
public interface TrainActivities {

  /**
   * Trains from the newest checkpoint, commits the artifact and gives the lease back. Heartbeats.
   */
  StepEnd.Done train(StepRef step);
}
