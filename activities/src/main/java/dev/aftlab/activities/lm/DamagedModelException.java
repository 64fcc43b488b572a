package dev.aftlab.activities.lm;

import java.nio.file.Path;

/** A model file that breaks its own format. The message names the file, the place and what is wrong; a retry cannot help. */
public final class DamagedModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file the damaged file
   * @param place a field, tensor or byte range of the file
   * @param problem what is wrong there, with value and bound
   */
  public DamagedModelException(Path file, String place, String problem) {
    super(file + ": " + place + ": " + problem);
  }
}
