package dev.aftlab.worker.cli;

import java.nio.file.Path;

/** Where the log goes. To be called before the first logger is made. */
public final class Logging {

  /** The file's name in the log folder. */
  public static final String FILE = "aft.log";

  private static final String FOLDER = "aftlab.logs";

  private Logging() {}

  /**
   * Sends the log to a folder, as {@code logback.xml} reads it. The first call of a process counts.
   */
  public static void toFolder(Path folder) {
    System.getProperties().putIfAbsent(FOLDER, folder.toString());
  }
}
