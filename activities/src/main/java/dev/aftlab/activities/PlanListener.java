package dev.aftlab.activities;

/** Receives the progress of planning. */
@FunctionalInterface
public interface PlanListener {

  /**
   * What is being done now.
   *
   * @param what human-readable
   * @param arms how many arms of the experiment that was done for
   * @param total how many there are
   */
  void at(String what, int arms, int total);
}
