package dev.aftlab.experiments.spec;

import java.util.Optional;

/** Where each field of some settings was written: in the file, on an axis or in an option. It says nothing about what the settings are. */
public final class Locations {
  private final YamlNode settings;

  Locations(YamlNode settings) {
    this.settings = settings;
  }

  /**
   * Where a field was written; for one that was left out, where the innermost field around it was.
   *
   * @param path dotted path, with {@code [i]} for the i-th item of a list
   */
  public Location of(String path) {
    YamlNode node = settings;
    for (String name : path.split("\\.|(?=\\[)")) {
      Optional<YamlNode> child = child(node, name);
      if (child.isEmpty()) {
        return node.location();
      }
      node = child.get();
    }
    return node.location();
  }

  private static Optional<YamlNode> child(YamlNode node, String name) {
    return switch (node) {
      case YamlNode.Fields fields -> Optional.ofNullable(fields.children().get(name));
      case YamlNode.Items items -> items.children().stream().skip(Integer.parseInt(name.substring(1, name.length() - 1))).findFirst();
      case YamlNode.Scalar scalar -> Optional.empty();
    };
  }
}
