package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A step's identity: SHA-256 over the canonical JSON of its kind, its algorithm's version, its
 * settings and the fingerprints of its inputs.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record Fingerprint(@JsonValue String value) implements Comparable<Fingerprint> {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /** Checks the form. */
  @JsonCreator
  public Fingerprint {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "fingerprint must be 64 hexadecimal digits, is '" + value + "'");
    }
  }

  /** Whether a text is 64 lower-case hexadecimal digits. */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** The first ten digits, for display. */
  public String brief() {
    return value.substring(0, 10);
  }

  @Override
  public int compareTo(Fingerprint other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
