package dev.aftlab.workflows.activity;

import java.util.Optional;

/**
 * Where a run is shown beside its folder. Carries no secret: credentials are those of the process
 * that does it.
 *
 * @param mlflow address of an MLflow server; empty for none
 * @param experiment name of the experiment there; that of ours when empty
 * @param experimentId identifier of the experiment there, which goes before its name
 */
public record TrackingTarget(
    Optional<String> mlflow, Optional<String> experiment, Optional<String> experimentId) {

  /** The run's folder alone. */
  public static final TrackingTarget FOLDER =
      new TrackingTarget(Optional.empty(), Optional.empty(), Optional.empty());
}
