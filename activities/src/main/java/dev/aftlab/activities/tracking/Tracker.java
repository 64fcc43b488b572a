package dev.aftlab.activities.tracking;

/**
 * A tracking backend. Receives the current state of a run, committed points only, and reconciles
 * the backend with it: adds what is missing; idempotent. Not for several threads at once, and never
 * called by a thread that trains.
 *
 * <p>Several trackers of one place, in processes that know nothing of each other, agree on one run
 * and on one point for each step of a curve.
 */
public interface Tracker extends AutoCloseable {

  /** Where it shows runs, human-readable. Holds no secret. */
  String place();

  /**
   * Updates a run's state, except its end. Called first in every round of synchronization.
   *
   * @throws TrackingException when the place cannot be reached, or refuses; what was shown before
   *     stays
   */
  void run(TrackedRun run);

  /**
   * Updates the state of one of the run's arms. A curve may be shorter than before: what is shown
   * of it stays.
   *
   * @throws TrackingException when the place cannot be reached, or refuses; what was shown before
   *     stays
   */
  void arm(TrackedRun run, TrackedArm arm);

  /**
   * Ends a round: shows the run's end, if it has ended, after those of its arms, and makes sure
   * that what was shown is what can be found.
   *
   * @throws TrackingException when something failed in this round, so that everything must be sent
   *     again
   */
  void settle(TrackedRun run);

  @Override
  void close();
}
