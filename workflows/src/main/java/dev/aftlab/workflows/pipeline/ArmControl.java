package dev.aftlab.workflows.pipeline;

/**
 * How a run controls its arms: its present state, so that receiving it twice, or out of order with
 * a start, does no harm.
 *
 * @param paused whether to let go of steps and wait
 * @param attempts retry budget of steps; 0 for that of the run's timings
 * @param checkpoints how often checkpoints were requested since the run started; when it grows, the
 *     steps that are waited for make one
 */
public record ArmControl(boolean paused, int attempts, int checkpoints) {

  /** No request. */
  public static final ArmControl NONE = new ArmControl(false, 0, 0);
}
