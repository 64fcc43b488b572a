package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.InputException;
import dev.aftlab.workflows.activity.RunTimings;
import picocli.CommandLine.Option;

/** Options of how a run is driven; none of it changes what is computed. */
final class RunOptions {
  private static final int MOST_ARMS = 1_000;
  private static final int MOST_RETRIES = 100_000;
  private static final double MOST_SECONDS = 3_600;

  @Option(
      names = "--heartbeat",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "Work that was silent for so long is taken for lost and goes on elsewhere. Default:"
              + " ${DEFAULT-VALUE}.")
  private double heartbeatSeconds = 30;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "So many attempts of a step in a row may fail without getting further, before its arms"
              + " end. Default: ${DEFAULT-VALUE}.")
  private int retries = 50;

  @Option(
      names = "--arms-in-flight",
      paramLabel = "N",
      defaultValue = "32",
      description =
          "Arms that are under way at once; those that wait cost next to nothing. Default:"
              + " ${DEFAULT-VALUE}.")
  private int armsInFlight = 32;

  /** The waiting times, checked. */
  RunTimings pace() {
    if (!(heartbeatSeconds >= 0.1 && heartbeatSeconds <= MOST_SECONDS)) {
      throw new InputException(
          "--heartbeat must be between 0.1 and 3600 seconds, is " + heartbeatSeconds);
    }
    if (retries < 1 || retries > MOST_RETRIES) {
      throw new InputException(
          "--retries must be between 1 and " + MOST_RETRIES + ", is " + retries);
    }
    RunTimings usual = RunTimings.DEFAULT;
    return new RunTimings(
        Math.round(heartbeatSeconds * 1e3), usual.checkMillis(), usual.historyEvents(), retries);
  }

  /** How many arms run at once, checked. */
  int armsInFlight() {
    if (armsInFlight < 1 || armsInFlight > MOST_ARMS) {
      throw new InputException(
          "--arms-in-flight must be between 1 and " + MOST_ARMS + ", is " + armsInFlight);
    }
    return armsInFlight;
  }
}
