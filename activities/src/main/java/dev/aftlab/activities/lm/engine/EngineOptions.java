package dev.aftlab.activities.lm.engine;

import dev.aftlab.activities.lm.MissingDeviceException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an engine runs on: part of a run's options, never of a fingerprint.
 *
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param threads native threads of one computation; empty for the engine's default. Another number
 *     may change the last bits of numbers
 */
public record EngineOptions(String device, OptionalInt threads) {
  private static final Pattern DEVICE = Pattern.compile("cpu|cuda(?::(\\d{1,3}))?");

  /**
   * Checks the device's name, not whether it exists: that would start the engine.
   *
   * @throws MissingDeviceException when it is not {@code cpu}, {@code cuda} or {@code cuda:N}
   */
  public EngineOptions {
    if (!DEVICE.matcher(device).matches()) {
      throw new MissingDeviceException(
          "device '" + device + "' is unknown; use cpu, cuda or cuda:N");
    }
  }

  /** A device with the engine's default number of threads. */
  public static EngineOptions of(String device) {
    return new EngineOptions(device, OptionalInt.empty());
  }

  /** The number of the CUDA device; empty for the CPU. */
  public OptionalInt cudaDevice() {
    Matcher matcher = DEVICE.matcher(device);
    if (device.equals("cpu") || !matcher.matches()) {
      return OptionalInt.empty();
    }
    String number = matcher.group(1);
    return OptionalInt.of(number == null ? 0 : Integer.parseInt(number));
  }
}
