package dev.aftlab.activities.tracking.mlflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of MLflow that show one of ours: the parent, and a child for each arm, by their unique
 * tags.
 */
final class MlflowRunGroup {
  private final String experimentId;
  private final Map<String, MlflowRun> members = new HashMap<>();

  MlflowRunGroup(String experimentId) {
    this.experimentId = experimentId;
  }

  String experimentId() {
    return experimentId;
  }

  Optional<MlflowRun> member(String uniqueTag) {
    return Optional.ofNullable(members.get(uniqueTag));
  }

  /** Unique tag to run. */
  Map<String, MlflowRun> members() {
    return members;
  }
}
