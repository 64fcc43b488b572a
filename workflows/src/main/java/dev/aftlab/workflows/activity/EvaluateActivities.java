package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityInterface;

/** Evaluation, on the device queue. */
@ActivityInterface
public interface EvaluateActivities {

  /** Evaluates one shard of the questions. Heartbeats. */
  ShardDone evaluate(ShardRef shard);
}
