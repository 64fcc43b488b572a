package dev.aftlab.activities.jsonlines;

/**
 * Watches lines being worked on, and can stop it. Called often, on the working thread: be quick.
 */
public interface JsonLinesListener {
  /**
   * How far it is.
   *
   * @param lines lines that are done
   * @return false to stop with {@link dev.aftlab.activities.failure.StepStoppedException}
   */
  boolean goOn(long lines);
}
