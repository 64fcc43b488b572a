package dev.aftlab.workflows.sweep;

import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.pipeline.PipelineProgress;
import dev.aftlab.workflows.pipeline.PipelineWorkflow;
import dev.aftlab.workflows.step.StepCompleted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far a run is.
 *
 * @param pages identifiers of the stored plans of the pages so far
 * @param total distinct arms of these pages
 * @param done arms that ended well
 * @param failed arms that failed
 * @param cancelled arms that were cancelled
 * @param running the arms in flight, the first {@value #MOST_LISTED} of them: query each workflow
 *     for its {@link PipelineProgress}
 * @param receipt as far as arms have ended
 * @param control the control commands that the run received
 * @param executed the steps that count as executed in the receipt, in a short form, the first
 *     {@value #MOST_EXECUTED} of them
 */
public record SweepProgress(
    List<String> pages,
    int total,
    int done,
    int failed,
    int cancelled,
    List<RunningArm> running,
    Receipt receipt,
    ControlState control,
    List<String> executed) {

  /** Earlier versions did not record what was executed. */
  public SweepProgress {
    pages = List.copyOf(pages);
    running = List.copyOf(running);
    executed = List.copyOf(executed);
  }

  /** The receipt together with the steps of arms that still run. */
  public Receipt receiptWith(List<StepCompleted> steps) {
    Set<String> seen = new HashSet<>(executed);
    int more = 0;
    int failures = 0;
    double spent = 0;
    double answered = 0;
    for (StepCompleted step : steps) {
      switch (step.end()) {
        case StepEnd.Done done -> {
          answered += done.deviceSeconds();
          if (!done.reused() && seen.add(step.key())) {
            more++;
            spent += done.deviceSeconds();
          }
        }
        case StepEnd.Failed notDone -> failures++;
        case StepEnd.Cancelled notDone -> failures++;
      }
    }
    return new Receipt(
        receipt.requested() + steps.size(),
        receipt.executed() + more,
        receipt.reused() + steps.size() - more - failures,
        receipt.failed() + failures,
        receipt.deviceSeconds() + spent,
        receipt.deviceSecondsAvoided() + answered - spent);
  }

  /** Maximum number of listed running arms: a payload stays below 100 kB. */
  public static final int MOST_LISTED = 200;

  /** Maximum number of named executed steps. */
  public static final int MOST_EXECUTED = 2_000;

  /**
   * An arm in flight.
   *
   * @param index its number among the run's distinct arms
   * @param title its name
   * @param workflowId its {@link PipelineWorkflow}
   */
  public record RunningArm(int index, String title, String workflowId) {}
}
