package dev.aftlab.activities.tracking;

/**
 * Somewhere that runs can be looked at. It is told how things stand, of committed points only, and
 * makes what is shown agree: it adds what is missing, and being told the same again changes
 * nothing. Not for several threads at once, and never called by a thread that trains.
 *
 * <p>Several trackers of one place, in processes that know nothing of each other, agree on one run
 * and on one point for each step of a curve.
 */
public interface Tracker extends AutoCloseable {

  /** Where it shows things, for people. Holds no secret. */
  String place();

  /**
   * Shows a run as it stands, but for its end. Comes first in every round of telling.
   *
   * @throws TrackingException when the place cannot be reached, or refuses; what was shown before
   *     stays
   */
  void run(TrackedRun run);

  /**
   * Shows one of the run's arms as it stands. A curve may be shorter than it was told before: what
   * is shown of it stays.
   *
   * @throws TrackingException when the place cannot be reached, or refuses; what was shown before
   *     stays
   */
  void arm(TrackedRun run, TrackedArm arm);

  /**
   * Ends a round: shows the run's end, if it has ended, after those of its arms, and makes sure
   * that what was shown is what can be found.
   *
   * @throws TrackingException when something failed in this round, so that all has to be told once
   *     more
   */
  void settle(TrackedRun run);

  @Override
  void close();
}
