package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.text.PrintableText;

/**
 * One problem of an experiment.
 *
 * @param location where it was written
 * @param path dotted path of the field; empty for the whole file
 * @param message the problem with value and bound, and how to fix it
 */
public record Problem(Location location, String path, String message) {
  @Override
  public String toString() {
    String rest = location.after(path);
    return PrintableText.line(location + ": " + (rest.isEmpty() ? "" : rest + ": ") + message);
  }
}
