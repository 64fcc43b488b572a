package dev.aftlab.workflows.pipeline;

/**
 * How a run wants its arms to go on: its present state, so that being told twice, or out of order
 * with a start, does no harm.
 *
 * @param paused whether to let go of steps and wait
 * @param attempts retry budget of steps; 0 for that of the run's pace
 * @param checkpoints how often checkpoints were asked for since the run began; when it grows, the
 *     steps that are waited for make one
 */
public record ArmControl(boolean paused, int attempts, int checkpoints) {

  /** Nothing was asked for. */
  public static final ArmControl NONE = new ArmControl(false, 0, 0);
}
