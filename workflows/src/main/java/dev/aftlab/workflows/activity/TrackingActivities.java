package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.RunEnd;
import io.temporal.activity.ActivityInterface;

/**
 * Shows runs in trackers, on a queue of its own: never on a thread that trains, nor in a place that
 * steps wait for.
 */
@ActivityInterface
public interface TrackingActivities {

  /**
   * Shows what is committed, again and again, until the run's workflow has ended; says how it
   * ended. Heartbeats.
   */
  RunEnd follow(TrackingRequest run);

  /**
   * Shows everything of a run that has ended; fails as transient while a tracker is unreachable.
   * Heartbeats.
   */
  TrackingSummary complete(TrackingRequest run);
}
