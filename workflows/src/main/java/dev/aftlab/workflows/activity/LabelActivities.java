package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityInterface;

/** Labelling, on the control queue: it needs no device. */
@ActivityInterface
public interface LabelActivities {

  /** Judges the samples, commits the artifact and gives the lease back. Heartbeats. */
  StepOutcome label(StepRef step);
}
