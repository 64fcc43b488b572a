package dev.aftlab.worker.runtime;

import dev.aftlab.activities.TrackingSettings;
import dev.aftlab.activities.tracking.mlflow.MlflowAccess;
import dev.aftlab.activities.tracking.mlflow.MlflowAddress;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.cli.Version;
import dev.aftlab.workflows.activity.TrackingTarget;
import java.util.HashMap;
import java.util.Map;

/** What the environment of a command says of trackers. */
public final class TrackerOptions {
  private static final String ADDRESS = "MLFLOW_TRACKING_URI";

  private final MlflowAccess mlflow;
  private final TrackingTarget target;

  private TrackerOptions(Map<String, String> environment) {
    mlflow = MlflowAccess.of(environment);
    try {
      target =
          new TrackingTarget(
              mlflow.address().map(MlflowAddress::toString),
              mlflow.experiment(),
              mlflow.experimentId());
    } catch (IllegalArgumentException wrong) {
      throw new InputException(String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * By the environment alone. Complains of an address that cannot be used, without repeating it.
   */
  public static TrackerOptions of(CommandContext session) {
    return new TrackerOptions(session.environment());
  }

  /** With an address that was typed; the credentials of the environment are for it then. */
  public static TrackerOptions to(CommandContext session, String address) {
    Map<String, String> environment = new HashMap<>(session.environment());
    try {
      environment.put(ADDRESS, MlflowAddress.parse("--to", address).toString());
    } catch (IllegalArgumentException wrong) {
      throw new InputException(String.valueOf(wrong.getMessage()));
    }
    return new TrackerOptions(environment);
  }

  /** Where runs are shown. */
  public TrackingTarget target() {
    return target;
  }

  /** What a workbench needs for it. */
  public TrackingSettings settings() {
    return new TrackingSettings(mlflow, Version.product().orElse(""), Version.commit());
  }
}
