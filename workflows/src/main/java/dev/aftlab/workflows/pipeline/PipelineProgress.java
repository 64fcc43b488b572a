package dev.aftlab.workflows.pipeline;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.workflows.step.StepCompleted;
import dev.aftlab.workflows.step.StepWorkflow;
import java.util.List;

/**
 * Where an arm is.
 *
 * @param title the arm's name
 * @param done steps answered
 * @param total steps of the arm; 0 until its plan was read
 * @param waits the steps it waits for now
 * @param ends the steps that have ended
 */
public record PipelineProgress(
    String title, int done, int total, List<StepWait> waits, List<StepCompleted> ends) {

  /** Makes the lists unmodifiable. */
  public PipelineProgress {
    waits = List.copyOf(waits);
    ends = List.copyOf(ends);
  }

  /**
   * A step that is waited for.
   *
   * @param part its part in the arm: vft, samples, labels, scores, matched, training, assessment,
   *     evaluation
   * @param fingerprint the step
   * @param title the step's name
   * @param workflowId its {@link StepWorkflow}
   */
  public record StepWait(String part, Fingerprint fingerprint, String title, String workflowId) {}
}
