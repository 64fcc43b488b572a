package dev.aftlab.experiments.spec;

/** The source position of a value: in a text, or in a {@code --set} option. */
public sealed interface Location {
  /** Line in the text, from 1; 0 when the source has no lines. */
  int line();

  /** The path to print after this location; without the part that the location names already. */
  String after(String path);

  /** The location of a {@code --set} option that sets the field at a path. */
  static Location option(String path) {
    return new InOption(path);
  }

  /**
   * A position in a text.
   *
   * @param source a file's name, or the command's argument that is the text
   * @param line line in it, from 1; 0 when it has no lines
   */
  record InText(String source, int line) implements Location {
    @Override
    public String after(String path) {
      return path;
    }

    @Override
    public String toString() {
      return line == 0 ? source : source + ":" + line;
    }
  }

  /**
   * A {@code --set} option: its value was written by the user of the command.
   *
   * @param field dotted path of the field that it sets
   */
  record InOption(String field) implements Location {
    @Override
    public int line() {
      return 0;
    }

    @Override
    public String after(String path) {
      if (field.isEmpty() || !path.startsWith(field)) {
        return path;
      }
      String rest = path.substring(field.length());
      return rest.isEmpty() || rest.startsWith("[")
          ? rest
          : rest.startsWith(".") ? rest.substring(1) : path;
    }

    @Override
    public String toString() {
      return "--set " + field;
    }
  }
}
