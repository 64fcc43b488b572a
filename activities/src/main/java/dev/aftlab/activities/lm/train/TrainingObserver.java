package dev.aftlab.activities.lm.train;

/**
 * Watches a training and may stop it between steps. Metrics, heartbeats and checkpoints are
 * observers.
 */
public interface TrainingObserver {
  /** Called after each step, on the training's thread, with the model already updated. */
  void afterStep(StepReport report);

  /** Whether to stop before the next step. */
  default boolean stopRequested() {
    return false;
  }
}
