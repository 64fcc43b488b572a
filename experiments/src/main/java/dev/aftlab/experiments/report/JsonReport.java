package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.Json;

/** A report for machines: the components of {@link Report}, shares as shares, not percent. */
public final class JsonReport {
  private JsonReport() {}

  /** Indented JSON. */
  public static String render(Report report) {
    return Json.pretty(report) + "\n";
  }
}
