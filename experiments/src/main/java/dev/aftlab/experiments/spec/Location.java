package dev.aftlab.experiments.spec;

/**
 * Where a value was written.
 *
 * @param source a file's name, or the option that set it
 * @param line line in it, from 1; 0 when it has no lines
 */
public record Location(String source, int line) {
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
