package dev.aftlab.activities.step;

/** A setting cannot be carried out, as only its inputs show. Says how to mend it. */
public final class WrongSpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public WrongSpecException(String message) {
    super(message);
  }
}
