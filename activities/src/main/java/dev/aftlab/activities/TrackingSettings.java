package dev.aftlab.activities;

import dev.aftlab.activities.tracking.mlflow.MlflowAccess;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A process's settings for tracking.
 *
 * @param mlflow what its environment says of MLflow
 * @param version the product's version
 * @param commit the commit that was built; empty when it is not known
 */
public record TrackingSettings(MlflowAccess mlflow, String version, Optional<String> commit) {

  /** Without MLflow, for those who only read. */
  public static final TrackingSettings NONE =
      new TrackingSettings(MlflowAccess.of(Map.of()), "", Optional.empty());

  /** What is sent of every run. */
  SortedMap<String, String> tags() {
    SortedMap<String, String> tags = new TreeMap<>();
    tags.put("version.java", Runtime.version().toString());
    if (!version.isEmpty()) {
      tags.put("version.aft", version);
    }
    commit.ifPresent(known -> tags.put("commit", known));
    return tags;
  }
}
