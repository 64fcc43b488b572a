package dev.aftlab.workflows.sweep;

/**
 * Raises a run's retry budget.
 *
 * @param attempts maximum consecutive attempts with transient failures and without progress; more
 *     than before
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
