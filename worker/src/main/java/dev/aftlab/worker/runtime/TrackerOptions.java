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

/** The tracking settings of a command's environment. */
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

  /** The settings of the environment. Rejects an invalid address without repeating it. */
  public static TrackerOptions of(CommandContext session) {
    return new TrackerOptions(session.environment());
  }

  /**
   * The settings with an address of the command line, which receives the environment's credentials.
   */
  public static TrackerOptions to(CommandContext session, String address) {
    Map<String, String> environment = new HashMap<>(session.environment());
    try {
      environment.put(ADDRESS, MlflowAddress.parse("--to", address).toString());
    } catch (IllegalArgumentException wrong) {
      throw new InputException(String.valueOf(wrong.getMessage()));
    }
    return new TrackerOptions(environment);
  }

  /** The tracking target. */
  public TrackingTarget target() {
    return target;
  }

  /** The settings for {@link ActivityRuntime}. */
  public TrackingSettings settings() {
    return new TrackingSettings(mlflow, Version.product().orElse(""), Version.commit());
  }
}
