package dev.aftlab.workflows.sweep;

/**
 * Somebody raises a run's retry budget.
 *
 * @param attempts so many attempts in a row may fail of things that pass without getting any
 *     further; more than before
 * @param by who, for the record; must not be blank
 * @param reason why, for the record; may be empty
 */
public record RetriesRequest(int attempts, String by, String reason) {

  /** What is left out is empty. */
  public RetriesRequest {
    by = by == null ? "" : by.strip();
    reason = reason == null ? "" : reason.strip();
  }
}
