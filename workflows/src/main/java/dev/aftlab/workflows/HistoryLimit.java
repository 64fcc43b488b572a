package dev.aftlab.workflows;

import dev.aftlab.workflows.activity.RunTimings;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;

/** When a workflow's history is long enough. */
public final class HistoryLimit {

  /** Well below the 50 MB at which a server ends a workflow. */
  private static final long MOST_BYTES = 20_000_000;

  private HistoryLimit() {}

  /** Whether another workflow should continue from here. */
  public static boolean crowded(RunTimings pace) {
    WorkflowInfo info = Workflow.getInfo();
    return info.isContinueAsNewSuggested()
        || info.getHistoryLength() >= pace.historyEvents()
        || info.getHistorySize() >= MOST_BYTES;
  }
}
