package dev.aftlab.workflows.step;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.StepWaiter;
import java.util.List;

/**
 * Requests one step.
 *
 * @param plan identifier of a stored plan that describes the step
 * @param fingerprint the step
 * @param store identifier of the artifact store
 * @param title the step's name
 * @param pace timings of the run
 * @param askers waiters of an earlier part of this workflow; empty at the start
 */
public record StepRequest(
    String plan,
    Fingerprint fingerprint,
    String store,
    String title,
    RunTimings pace,
    List<StepWaiter> askers) {

  /** Makes the list unmodifiable. */
  public StepRequest {
    askers = List.copyOf(askers);
  }

  /** The same, with its waiters, and at least this many attempts. */
  StepRequest with(List<StepWaiter> waiting, int attempts) {
    return new StepRequest(plan, fingerprint, store, title, pace.withAttempts(attempts), waiting);
  }
}
