package dev.aftlab.activities;

/** Is told how far the planning of an experiment has come. */
@FunctionalInterface
public interface PlanListener {

  /**
   * What is being done now.
   *
   * @param what in words
   * @param arms how many arms of the experiment that was done for
   * @param total how many there are
   */
  void at(String what, int arms, int total);
}
