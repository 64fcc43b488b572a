package dev.aftlab.workflows.sweep;

/**
 * How an arm ended.
 *
 * @param index its number among the run's distinct arms
 * @param title its name
 * @param status how
 * @param failureType the type of a {@code Failure}; empty unless it failed
 * @param cause one human-readable line; empty when it ended well
 */
public record ArmEnd(int index, String title, Status status, String failureType, String cause) {

  /** How an arm can end. */
  public enum Status {
    DONE,
    FAILED,
    CANCELLED
  }
}
