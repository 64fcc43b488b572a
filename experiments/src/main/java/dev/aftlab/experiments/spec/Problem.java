package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.text.PrintableText;

/**
 * One thing that is wrong with an experiment.
 *
 * @param location where it stands
 * @param path dotted path of the field; empty for the whole file
 * @param message what is wrong, with value and bound, and how to mend it
 */
public record Problem(Location location, String path, String message) {
  @Override
  public String toString() {
    String told = location.after(path);
    return PrintableText.line(location + ": " + (told.isEmpty() ? "" : told + ": ") + message);
  }
}
