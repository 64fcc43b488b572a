package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepKind;

/**
 * A step whose artifact is committed.
 *
 * @param fingerprint the step
 * @param kind its kind
 * @param reused true when the artifact existed before the waiter's run needed it
 * @param deviceSeconds seconds that devices were busy making it, whenever that was
 */
public record StepOutcome(
    Fingerprint fingerprint, StepKind kind, boolean reused, double deviceSeconds) {

  /** The same outcome seen by another waiter. */
  public StepOutcome withReused(boolean nowReused) {
    return new StepOutcome(fingerprint, kind, nowReused, deviceSeconds);
  }
}
