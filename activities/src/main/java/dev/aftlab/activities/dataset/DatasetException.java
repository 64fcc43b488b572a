package dev.aftlab.activities.dataset;

import java.nio.file.Path;

/** A data file cannot be read as what it should be. Names file, line and how to mend it. */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatasetException(Path file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }

  DatasetException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
