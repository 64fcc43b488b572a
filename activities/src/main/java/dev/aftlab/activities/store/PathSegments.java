package dev.aftlab.activities.store;

/** Keeps names from leaving their folder. */
final class PathSegments {
  private PathSegments() {}

  /** The name itself, if it is letters, digits, {@code . _ -} and does not begin with a dot. */
  static String require(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is not a name for the store: letters, digits, '.', '_' and '-' only, 128 at"
              + " most");
    }
    return name;
  }
}
