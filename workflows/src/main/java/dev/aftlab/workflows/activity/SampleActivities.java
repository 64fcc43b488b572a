package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityInterface;

/** Sampling, on the device queue. */
@ActivityInterface
public interface SampleActivities {

  /** Draws one shard. Heartbeats. */
  ShardDone sample(ShardRef shard);
}
