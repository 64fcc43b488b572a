package dev.aftlab.experiments.result;

import java.util.List;
import java.util.Locale;

/**
 * What a run requested and what it had to execute for it: requested = executed + reused + failed.
 *
 * @param requested requests of all arms for their steps, as far as they were answered
 * @param executed distinct steps that this run executed
 * @param reused requests answered by an artifact that existed already or was made for another arm
 * @param failed requests whose step failed or was cancelled
 * @param deviceSeconds device seconds of the executed steps
 * @param deviceSecondsAvoided device seconds that the reused steps took when they were made
 */
public record Receipt(
    int requested,
    int executed,
    int reused,
    int failed,
    double deviceSeconds,
    double deviceSecondsAvoided) {

  /**
   * Together with what the same run executed later to make corrupt artifacts again: steps that it
   * found intact then are not counted twice.
   */
  public Receipt withAgain(Receipt later) {
    return new Receipt(
        requested + later.executed,
        executed + later.executed,
        reused,
        later.failed + failed,
        deviceSeconds + later.deviceSeconds,
        deviceSecondsAvoided);
  }

  /** The same as human-readable lines. */
  public List<String> sentences() {
    String failures = failed == 0 ? "" : ", " + failed + " failed";
    return List.of(
        "steps: "
            + requested
            + " requested, "
            + executed
            + " executed, "
            + reused
            + " reused"
            + failures,
        String.format(
            Locale.ROOT,
            "device seconds: %.1f spent, %.1f avoided",
            deviceSeconds,
            deviceSecondsAvoided));
  }
}
