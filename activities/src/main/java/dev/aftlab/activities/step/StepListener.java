package dev.aftlab.activities.step;

import dev.aftlab.activities.failure.StepStoppedException;
import java.util.SortedMap;

/**
 * Receives a step's progress and may request a stop. Called from the working thread; must return
 * quickly.
 */
public interface StepListener {

  /**
   * Where the work is. Called often: a step without progress for the stage's timeout counts as
   * stalled.
   *
   * @param stage what is being done: train, checkpoint, sample, answer or score
   * @param done units done, counted from the step's beginning
   * @param total units in all; 0 when unknown
   * @param metrics the few numbers that matter
   */
  void progress(String stage, long done, long total, SortedMap<String, Double> metrics);

  /**
   * Whether to stop at the next step; the work then ends with a {@link StepStoppedException},
   * keeping what is done.
   */
  boolean stopRequested();
}
