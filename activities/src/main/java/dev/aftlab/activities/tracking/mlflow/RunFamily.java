package dev.aftlab.activities.tracking.mlflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The runs of MLflow that show one of ours: the parent, and a child for each arm, by their unique tags. */
final class RunFamily {
  private final String experimentId;
  private final Map<String, RemoteRun> members = new HashMap<>();

  RunFamily(String experimentId) {
    this.experimentId = experimentId;
  }

  String experimentId() {
    return experimentId;
  }

  Optional<RemoteRun> member(String uniqueTag) {
    return Optional.ofNullable(members.get(uniqueTag));
  }

  /** Unique tag to run. */
  Map<String, RemoteRun> members() {
    return members;
  }
}
