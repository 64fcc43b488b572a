package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.text.PrintableText;

/**
 * One problem of an experiment.
 *
 * @param location where it was written
 * @param path dotted path of the field; empty for the whole file
 * @param message the problem with value and bound, and how to fix it
 * @param cause what is wrong with the value
 */
public record Problem(Location location, String path, String message, Cause cause) {

  /** What is wrong with a value, as far as a reader of problems distinguishes it. */
  public enum Cause {
    /** The field is a text, and the value is not: quotation marks may be missing. */
    NOT_A_TEXT,
    /** Anything else. */
    OTHER
  }

  /** A problem with no cause of its own. */
  public Problem(Location location, String path, String message) {
    this(location, path, message, Cause.OTHER);
  }

  /** A copy with more text after the message. */
  public Problem extendedBy(String text) {
    return new Problem(location, path, message + text, cause);
  }

  @Override
  public String toString() {
    String rest = location.after(path);
    return PrintableText.line(location + ": " + (rest.isEmpty() ? "" : rest + ": ") + message);
  }
}
