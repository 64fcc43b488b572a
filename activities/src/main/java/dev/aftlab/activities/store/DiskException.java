package dev.aftlab.activities.store;

/** Reading or writing failed for another reason than a full disk; it may pass. */
final class DiskException extends StoreException {
  private static final long serialVersionUID = 1L;

  DiskException(String message) {
    super(message);
  }

  DiskException(String message, Throwable cause) {
    super(message, cause);
  }
}
