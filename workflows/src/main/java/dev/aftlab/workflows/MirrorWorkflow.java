package dev.aftlab.workflows;

import dev.aftlab.workflows.activity.RunEnding;
import dev.aftlab.workflows.activity.TrackRequest;
import dev.aftlab.workflows.activity.TrackSummary;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Shows one run in trackers, during the run and after it, for as long as it takes: a tracker that is away keeps nobody waiting but this workflow, which
 * outlives the run's own. Its identifier is {@link WorkflowIds#mirror}.
 */
@WorkflowInterface
public interface MirrorWorkflow {

  /** Follows the run to its end, then shows everything once more. */
  @WorkflowMethod
  TrackSummary run(TrackRequest request);

  /** The run has ended. A run that ends without a word is found out. */
  @SignalMethod
  void finish(RunEnding how);
}
