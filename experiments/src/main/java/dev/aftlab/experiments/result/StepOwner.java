package dev.aftlab.experiments.result;

/**
 * The execution that works on a step and holds its lease. The same for all activities and attempts
 * of one execution.
 *
 * @param workflowId the step's workflow
 * @param workflowRunId the run of that workflow
 * @param run the run of the experiment for which it was started; empty when there is none
 */
public record StepOwner(String workflowId, String workflowRunId, String run) {

  /** Whether it works for this run of an experiment. */
  public boolean worksFor(String experimentRun) {
    return !experimentRun.isEmpty() && run.equals(experimentRun);
  }
}
