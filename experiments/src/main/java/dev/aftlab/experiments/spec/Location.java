package dev.aftlab.experiments.spec;

/**
 * Where a value was written.
 *
 * @param source a file's name, or the option that set it
 * @param line line in it, from 1; 0 when it has no lines
 */
public record Location(String source, int line) {
  private static final String OPTION = "--set ";

  /** The option that sets the field at a path. */
  static Location option(String path) {
    return new Location(OPTION + path, 0);
  }

  /** Whether this is the option that sets this very field, so that it says the path by itself. */
  boolean isOptionFor(String path) {
    return source.equals(OPTION + path);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
