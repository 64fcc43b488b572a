package dev.aftlab.activities.lm;

import java.nio.file.Path;

/**
 * A model file that breaks its own format. The message names the file, the place and what is wrong;
 * a retry cannot help.
 */
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

  /** The weights of a folder are finite, but what is computed with them is not. */
  public static DamagedModelException overflow(Path folder) {
    return new DamagedModelException(
        folder,
        "weights",
        "what the model computes with them is not finite: they are damaged, or training made them"
            + " too large");
  }
}
