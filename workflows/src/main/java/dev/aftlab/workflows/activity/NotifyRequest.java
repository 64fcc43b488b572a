package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepEnd;
import java.util.List;

/**
 * Notifies the arms that wait for a step that it has ended.
 *
 * @param fingerprint the step
 * @param end how it ended
 * @param workflowIds the arms to notify
 */
public record NotifyRequest(Fingerprint fingerprint, StepEnd end, List<String> workflowIds) {

  /** Makes the list unmodifiable. */
  public NotifyRequest {
    workflowIds = List.copyOf(workflowIds);
  }
}
