package dev.aftlab.activities.step;

/** An input is not what it says it is. Names the file and the place. */
public final class DamagedInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is damaged and where. */
  public DamagedInputException(String message) {
    super(message);
  }
}
