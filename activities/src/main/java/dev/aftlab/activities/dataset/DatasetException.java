package dev.aftlab.activities.dataset;

import java.nio.file.Path;

/**
 * A data file cannot be read as what it should be. Names the file, the line and the fix; trying
 * again does not help.
 */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String problem;

  public DatasetException(String problem) {
    super(problem);
    this.file = "";
    this.line = 0;
    this.problem = problem;
  }

  public DatasetException(Path file, int line, String problem) {
    super(place(file, line) + ": " + problem);
    this.file = file.toString();
    this.line = line;
    this.problem = problem;
  }

  public DatasetException(Path file, int line, String problem, Throwable cause) {
    super(place(file, line) + ": " + problem, cause);
    this.file = file.toString();
    this.line = line;
    this.problem = problem;
  }

  /**
   * What is wrong and in which line, for those who name the file themselves; where it is wrong in
   * another one, that one is named.
   */
  public String withoutFile(String named) {
    if (!file.isEmpty() && !Path.of(file).endsWith(Path.of(named).normalize())) {
      return place(Path.of(file), line) + ": " + problem;
    }
    return line == 0 ? problem : "line " + line + ": " + problem;
  }

  /** Line 0 means the whole file. */
  private static String place(Path file, int line) {
    return line == 0 ? file.toString() : file + ":" + line;
  }
}
