package dev.aftlab.workflows.tracking;

import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.activity.TrackingSummary;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Shows one run in trackers, during the run and after it, for as long as it takes: an unreachable
 * tracker delays only this workflow, which outlives the run's. Its identifier is {@link
 * WorkflowIds#tracking}.
 */
@WorkflowInterface
public interface TrackingWorkflow {

  /** Follows the run to its end, then shows everything once more. */
  @WorkflowMethod
  TrackingSummary run(TrackingRequest request);

  /** The run has more pages: the plans of all of them. */
  @SignalMethod
  void pages(List<String> plans);

  /** The run has ended. A run that ends without notice is detected. */
  @SignalMethod
  void finish(RunEnd end);
}
