package dev.aftlab.activities.lines;

/** Watches lines being worked on, and can stop it. Called often, on the working thread: be quick. */
public interface LineWatch {
  /**
   * How far it is.
   *
   * @param lines lines that are done
   * @return false to stop with {@link dev.aftlab.activities.step.StoppedWorkException}
   */
  boolean goOn(long lines);
}
