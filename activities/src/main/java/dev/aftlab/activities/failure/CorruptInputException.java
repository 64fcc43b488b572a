package dev.aftlab.activities.failure;

/** An input is not what it says it is. Names the file and the place. */
public final class CorruptInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is damaged and where. */
  public CorruptInputException(String message) {
    super(message);
  }
}
