package dev.aftlab.activities.store;

/** The store cannot be read or written. Names the path and what to do. */
public abstract sealed class StoreException extends RuntimeException
    permits DiskException,
        NoSpaceException,
        FencedException,
        CorruptArtifactException,
        MissingArtifactException {
  private static final long serialVersionUID = 1L;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
