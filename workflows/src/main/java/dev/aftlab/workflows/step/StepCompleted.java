package dev.aftlab.workflows.step;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepEnd;

/**
 * A step that has ended, as the arms that wait for it are signalled.
 *
 * @param fingerprint the step
 * @param end how it ended
 */
public record StepCompleted(Fingerprint fingerprint, StepEnd end) {

  /** Enough to tell a run's steps apart, short enough for thousands in a payload. */
  private static final int DIGITS = 12;

  /** A short form of the step's identity, for counting. */
  public String key() {
    return fingerprint.value().substring(0, DIGITS);
  }
}
