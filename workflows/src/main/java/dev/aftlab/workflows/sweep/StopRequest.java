package dev.aftlab.workflows.sweep;

/**
 * Stops one arm of a run.
 *
 * @param arm its name, such as {@code boundary seed 20}, or its number among the run's distinct
 *     arms
 * @param by who, for the record; must not be blank
 * @param reason why, for the record; may be empty
 */
public record StopRequest(String arm, String by, String reason) {

  /** What is left out is empty. */
  public StopRequest {
    arm = arm == null ? "" : arm.strip();
    by = by == null ? "" : by.strip();
    reason = reason == null ? "" : reason.strip();
  }
}
