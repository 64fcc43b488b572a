package dev.aftlab.workflows.pipeline;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.workflows.step.StepCompleted;
import java.util.List;

/**
 * How an arm and its steps ended. The failure of a failed arm carries one as its first detail.
 *
 * @param end how the arm ended
 * @param steps each step that was requested and has ended
 */
public record PipelineResult(ArmEnd end, List<StepCompleted> steps) {

  /** Makes the list unmodifiable. */
  public PipelineResult {
    steps = List.copyOf(steps);
  }
}
