package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.Fingerprint;
import java.util.List;

/**
 * A step's answer to those who wait for it.
 *
 * @param fingerprint the step
 * @param state done or failed
 * @param workflowIds the arms to notify
 */
public record NotifyRequest(Fingerprint fingerprint, StepState state, List<String> workflowIds) {

  /** The arms do not change afterwards. */
  public NotifyRequest {
    workflowIds = List.copyOf(workflowIds);
  }
}
