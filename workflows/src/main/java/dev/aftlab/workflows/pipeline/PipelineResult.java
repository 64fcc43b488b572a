package dev.aftlab.workflows.pipeline;

import dev.aftlab.experiments.result.Fingerprint;
import java.util.List;

/**
 * What an arm's requests came to. A failed arm's failure carries one as its first detail.
 *
 * @param steps each step that was requested and answered
 */
public record PipelineResult(List<StepEnd> steps) {

  /** Makes the list unmodifiable. */
  public PipelineResult {
    steps = List.copyOf(steps);
  }

  /**
   * One request's answer.
   *
   * @param fingerprint the step
   * @param status how it was answered
   * @param deviceSeconds seconds that devices were busy making the artifact, whenever that was; 0
   *     for a failed one
   */
  public record StepEnd(Fingerprint fingerprint, Status status, double deviceSeconds) {
    /** Long enough to be unique in a run, short enough for thousands in a payload. */
    private static final int DIGITS = 12;

    /** A short form of the step's identity, for counting. */
    public String key() {
      return fingerprint.value().substring(0, DIGITS);
    }
  }

  /** How a request was answered. */
  public enum Status {
    EXECUTED,
    REUSED,
    FAILED
  }
}
