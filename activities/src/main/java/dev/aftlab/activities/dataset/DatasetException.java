package dev.aftlab.activities.dataset;

import java.nio.file.Path;

/** A data file cannot be read as what it should be. Names file, line and how to mend it; trying again does not help. */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String problem;

  DatasetException(String problem) {
    super(problem);
    this.line = 0;
    this.problem = problem;
  }

  DatasetException(Path file, int line, String problem) {
    this(file, line, problem, null);
  }

  DatasetException(Path file, int line, String problem, Throwable cause) {
    super(place(file, line) + ": " + problem, cause);
    this.line = line;
    this.problem = problem;
  }

  /** What is wrong and in which line, for those who name the file themselves. */
  public String withoutFile() {
    return line == 0 ? problem : "line " + line + ": " + problem;
  }

  /** Line 0 stands for the whole file. */
  private static String place(Path file, int line) {
    return line == 0 ? file.toString() : file + ":" + line;
  }
}
