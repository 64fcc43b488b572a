package dev.aftlab.activities.store;

/** The store's disk is full. */
public final class NoSpaceException extends StoreException {
  private static final long serialVersionUID = 1L;

  NoSpaceException(String message, Throwable cause) {
    super(message, cause);
  }
}
