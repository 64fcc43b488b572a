package dev.aftlab.worker.fetch;

/** Local files are missing or differ from the pinned ones. */
public final class WrongFilesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongFilesException(String message) {
    super(message);
  }
}
