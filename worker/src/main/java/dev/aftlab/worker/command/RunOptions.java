package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.InputException;
import dev.aftlab.workflows.activity.RunTimings;
import picocli.CommandLine.Option;

/** Timeouts, retries and concurrency of a run; none of them changes what is computed. */
final class RunOptions {
  private static final int MOST_ARMS = 1_000;
  private static final int MOST_RETRIES = 100_000;
  private static final double MOST_SECONDS = 3_600;

  @Option(
      names = "--heartbeat-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "Heartbeat timeout in seconds; an activity without a heartbeat for this long is retried"
              + " on another worker. Default: ${DEFAULT-VALUE}.")
  private double heartbeatSeconds = 30;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "Maximum consecutive attempts of a step without progress before its arms fail. Default:"
              + " ${DEFAULT-VALUE}.")
  private int retries = 50;

  @Option(
      names = "--arms-in-flight",
      paramLabel = "N",
      defaultValue = "32",
      description =
          "Maximum number of arms that run concurrently; waiting arms cost almost nothing. Default:"
              + " ${DEFAULT-VALUE}.")
  private int armsInFlight = 32;

  /** The validated timings. */
  RunTimings timings() {
    if (!(heartbeatSeconds >= 0.1 && heartbeatSeconds <= MOST_SECONDS)) {
      throw new InputException(
          "--heartbeat-timeout must be between 0.1 and 3600 seconds, is " + heartbeatSeconds);
    }
    if (retries < 1 || retries > MOST_RETRIES) {
      throw new InputException(
          "--retries must be between 1 and " + MOST_RETRIES + ", is " + retries);
    }
    RunTimings defaults = RunTimings.DEFAULT;
    return new RunTimings(
        Math.round(heartbeatSeconds * 1e3),
        defaults.checkMillis(),
        defaults.historyEvents(),
        retries);
  }

  /** The validated maximum of concurrent arms. */
  int armsInFlight() {
    if (armsInFlight < 1 || armsInFlight > MOST_ARMS) {
      throw new InputException(
          "--arms-in-flight must be between 1 and " + MOST_ARMS + ", is " + armsInFlight);
    }
    return armsInFlight;
  }
}
