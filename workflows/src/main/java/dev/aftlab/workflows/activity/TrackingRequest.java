package dev.aftlab.workflows.activity;

import java.util.Optional;

/**
 * Requests the synchronization of a run to trackers.
 *
 * @param plan identifier of the stored plan
 * @param run the run's name
 * @param startedMillis when it began, by the server's clock
 * @param target where
 * @param ending how it ended; empty while it runs
 */
public record TrackingRequest(
    String plan,
    String run,
    long startedMillis,
    TrackingTarget target,
    Optional<RunEnding> ending) {

  /** The same of a run that has ended. */
  public TrackingRequest ended(RunEnding how) {
    return new TrackingRequest(plan, run, startedMillis, target, Optional.of(how));
  }
}
