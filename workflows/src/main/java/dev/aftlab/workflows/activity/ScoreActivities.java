package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.StepEnd;
import io.temporal.activity.ActivityInterface;

/** Scoring, on the device queue. */
@ActivityInterface
public interface ScoreActivities {

  /** Scores the samples, commits the artifact and gives the lease back. Heartbeats. */
  StepEnd.Done score(StepRef step);
}
