package dev.aftlab.workflows.sweep;

/**
 * A control command to a run.
 *
 * @param by who, for the record; must not be blank
 * @param reason why, for the record; may be empty
 */
public record ControlRequest(String by, String reason) {

  /** What is left out is empty. */
  public ControlRequest {
    by = by == null ? "" : by.strip();
    reason = reason == null ? "" : reason.strip();
  }
}
