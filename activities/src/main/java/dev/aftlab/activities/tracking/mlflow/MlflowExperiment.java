package dev.aftlab.activities.tracking.mlflow;

import java.util.Optional;

/**
 * In which of MLflow's experiments runs are shown.
 *
 * @param name its name; that of ours when there is neither name nor identifier
 * @param id its identifier, which goes before the name
 */
public record MlflowExperiment(Optional<String> name, Optional<String> id) {

  /** The experiment that is named as ours is. */
  public static final MlflowExperiment OURS =
      new MlflowExperiment(Optional.empty(), Optional.empty());
}
