package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.StepEnd;
import io.temporal.activity.ActivityInterface;

/** Labelling, on the control queue: it needs no device. */
@ActivityInterface
public interface LabelActivities {

  /** Judges the samples, commits the artifact and gives the lease back. Heartbeats. */
  StepEnd.Done label(StepRef step);
}
