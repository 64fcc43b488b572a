package dev.aftlab.activities.lm;

import java.nio.file.Path;

/**
 * A well-formed model with a feature that the learner does not support. The message names file,
 * field and value.
 */
public final class UnsupportedModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file the file that needs it
   * @param field the field or tensor in the file
   * @param value what it holds
   * @param remedy what is supported instead
   */
  public UnsupportedModelException(Path file, String field, Object value, String remedy) {
    super(file + ": " + field + " = " + value + " is not supported; " + remedy);
  }
}
