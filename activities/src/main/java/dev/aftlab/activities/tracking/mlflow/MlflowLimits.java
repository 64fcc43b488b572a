package dev.aftlab.activities.tracking.mlflow;

import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.text.PrintableText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What MLflow takes as names and values. What it would refuse is changed into what it takes and
 * ends with some digits of its digest, so that two names never become one; what it would cut
 * silently is cut here, visibly.
 */
final class MlflowLimits {
  private static final int LONGEST_KEY = 250;
  private static final int LONGEST_PARAMETER = 6_000;
  private static final int LONGEST_TAG = 8_000;
  private static final int DIGITS = 16;

  private MlflowLimits() {}

  /**
   * A name of a metric, a parameter or a tag: letters, digits, {@code / . - _ :} and spaces, a path
   * without empty or dotted parts.
   */
  static String key(String name) {
    String allowed = name.replaceAll("[^A-Za-z0-9/._: -]", "_");
    String path =
        Arrays.stream(allowed.split("/"))
            .filter(part -> !part.matches("[.]*"))
            .collect(Collectors.joining("/"));
    if (path.equals(name) && path.length() <= LONGEST_KEY) {
      return path;
    }
    return path.substring(0, Math.min(path.length(), LONGEST_KEY - DIGITS - 1))
        + "-"
        + digits(name);
  }

  /** Digits of a text's hash. */
  static String digits(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  static String parameter(String value) {
    return within(value, LONGEST_PARAMETER);
  }

  static String tag(String value) {
    return within(value, LONGEST_TAG);
  }

  private static String within(String text, int longest) {
    String value = PrintableText.text(text);
    if (value.length() <= longest) {
      return value;
    }
    String note = "… (cut: " + value.length() + " characters in all)";
    int end = longest - note.length();
    return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end)
        + note;
  }
}
