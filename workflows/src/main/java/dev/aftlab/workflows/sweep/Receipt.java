package dev.aftlab.workflows.sweep;

import dev.aftlab.workflows.pipeline.PipelineResult;
import dev.aftlab.workflows.pipeline.PipelineResult.StepEnd;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The steps that a run requested and executed: requested = executed + reused + failed.
 *
 * @param requested requests of all arms for their steps, as far as they were answered
 * @param executed distinct steps that this run executed
 * @param reused requests answered by what was there already or was made for another arm
 * @param failed requests answered with a failure
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
   * Together with what was done later in the same run to make damaged things again: what was found
   * whole then is not counted twice.
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

  /**
   * Including what running arms have received so far.
   *
   * @param ends the answers
   * @param known the steps that count as executed here, in the short form of a {@link
   *     SweepProgress}
   */
  public Receipt underWay(List<StepEnd> ends, List<String> known) {
    Set<String> seen = new HashSet<>(known);
    int more = 0;
    int failures = 0;
    double spent = 0;
    double answered = 0;
    for (StepEnd end : ends) {
      answered += end.deviceSeconds();
      failures += end.status() == PipelineResult.Status.FAILED ? 1 : 0;
      if (end.status() == PipelineResult.Status.EXECUTED && seen.add(end.key())) {
        more++;
        spent += end.deviceSeconds();
      }
    }
    return new Receipt(
        requested + ends.size(),
        executed + more,
        reused + ends.size() - more - failures,
        failed + failures,
        deviceSeconds + spent,
        deviceSecondsAvoided + answered - spent);
  }

  /** The same, human-readable. */
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
