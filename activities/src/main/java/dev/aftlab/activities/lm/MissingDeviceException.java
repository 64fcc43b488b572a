package dev.aftlab.activities.lm;

/** A device was asked for that this machine or this engine does not have. */
public final class MissingDeviceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message names the device and what there is instead
   */
  public MissingDeviceException(String message) {
    super(message);
  }
}
