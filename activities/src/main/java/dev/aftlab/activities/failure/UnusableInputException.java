package dev.aftlab.activities.failure;

/** A setting cannot be carried out, as only its inputs show. Says how to fix it. */
public final class UnusableInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public UnusableInputException(String message) {
    super(message);
  }
}
