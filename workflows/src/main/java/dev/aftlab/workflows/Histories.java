package dev.aftlab.workflows;

import dev.aftlab.workflows.activity.Pace;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;

/** When a workflow's history is long enough. */
final class Histories {

  /** Well below the 50 MB at which a server ends a workflow. */
  private static final long MOST_BYTES = 20_000_000;

  private Histories() {}

  /** Whether another workflow should go on from here. */
  static boolean crowded(Pace pace) {
    WorkflowInfo info = Workflow.getInfo();
    return info.isContinueAsNewSuggested() || info.getHistoryLength() >= pace.historyEvents() || info.getHistorySize() >= MOST_BYTES;
  }
}
