package dev.aftlab.activities.label;

/** An experiment names an extractor that does not exist. Lists those that do. */
public final class UnknownExtractorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownExtractorException(String message) {
    super(message);
  }
}
