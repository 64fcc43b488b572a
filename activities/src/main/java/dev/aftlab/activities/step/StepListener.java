package dev.aftlab.activities.step;

import dev.aftlab.activities.failure.StepStoppedException;
import java.util.SortedMap;

/**
 * Watches a step at work and may ask it to stop. Called from the working thread; must return
 * quickly.
 */
public interface StepListener {

  /**
   * Where the work is. Told often: whoever says nothing for the stage's deadline is taken for hung.
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
