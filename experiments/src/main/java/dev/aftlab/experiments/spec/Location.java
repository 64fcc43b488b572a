package dev.aftlab.experiments.spec;

/**
 * The source position of a value.
 *
 * @param source a file's name, or the option that set it
 * @param line line in it, from 1; 0 when it has no lines
 */
public record Location(String source, int line) {
  private static final String OPTION = "--set ";

  /** The location of an option that sets the field at a path. */
  public static Location option(String path) {
    return new Location(OPTION + path, 0);
  }

  /** The path to print after this location; without the part that the option names already. */
  public String after(String path) {
    String option = source.startsWith(OPTION) ? source.substring(OPTION.length()) : "";
    if (option.isEmpty() || !path.startsWith(option)) {
      return path;
    }
    String rest = path.substring(option.length());
    return rest.isEmpty() || rest.startsWith("[")
        ? rest
        : rest.startsWith(".") ? rest.substring(1) : path;
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
