package dev.aftlab.worker.cli;

import java.nio.file.Path;

/** The log's location; must be set before the first logger is created. */
public final class Logging {

  /** The file's name in the log folder. */
  public static final String FILE = "aft.log";

  private static final String FOLDER = "aftlab.logs";

  private Logging() {}

  /**
   * Sets the log folder that {@code logback.xml} reads. Only the first call of a process has an
   * effect.
   */
  public static void toFolder(Path folder) {
    System.getProperties().putIfAbsent(FOLDER, folder.toString());
  }
}
