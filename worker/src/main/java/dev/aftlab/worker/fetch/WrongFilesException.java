package dev.aftlab.worker.fetch;

/** Files that somebody named are missing or are not those that are pinned. */
public final class WrongFilesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongFilesException(String message) {
    super(message);
  }
}
