package dev.aftlab.activities.lm;

/** The requested device is not available on this machine or in this engine. */
public final class MissingDeviceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message names the device and what there is instead
   */
  public MissingDeviceException(String message) {
    super(message);
  }
}
