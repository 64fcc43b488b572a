package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The source positions of settings: in the file, on an axis or in an option. */
public final class SourceMap {
  private final YamlNode settings;
  private final YamlNode own;
  private final String arm;
  private final UnreliableFields doubts;

  /** The positions of settings outside of arms. */
  SourceMap(YamlNode settings) {
    this(settings, new YamlNode.Fields(Map.of(), settings.location()), "", new UnreliableFields());
  }

  /**
   * The positions of an arm's settings.
   *
   * @param settings all of them
   * @param own those that the arm overrides
   * @param arm dotted path of the latter
   * @param doubts the unreliable fields
   */
  SourceMap(YamlNode settings, YamlNode own, String arm, UnreliableFields doubts) {
    this.settings = settings;
    this.own = own;
    this.arm = arm;
    this.doubts = doubts;
  }

  /**
   * The position of a field, or of the innermost written field around it.
   *
   * @param path dotted path, with {@code [i]} for the i-th item of a list
   */
  public Location of(String path) {
    YamlNode node = settings;
    for (String name : names(path)) {
      Optional<YamlNode> child = child(node, name);
      if (child.isEmpty()) {
        return node.location();
      }
      node = child.get();
    }
    return node.location();
  }

  /** The dotted path of a field in the file; an arm's own fields are below the arm's name. */
  @SuppressWarnings("ReferenceEquality") // two values that read alike have places of their own
  public String path(String path) {
    if (path.isEmpty()) {
      return arm;
    }
    YamlNode node = settings;
    YamlNode mine = own;
    for (String name : names(path)) {
      Optional<YamlNode> child = child(node, name);
      if (child.isEmpty()) {
        break;
      }
      Optional<YamlNode> ofArm = child(mine, name);
      if (ofArm.isEmpty()) {
        return path;
      }
      node = child.get();
      mine = ofArm.get();
    }
    boolean laidOver =
        node instanceof YamlNode.Fields && mine instanceof YamlNode.Fields && node != settings;
    return node == mine || laidOver ? RecordBinder.join(arm, path) : path;
  }

  /**
   * Whether all of these fields are reliable, so that the inputs that they name can be checked:
   * they contain no problem and are in none.
   */
  boolean areRight(String... paths) {
    return Arrays.stream(paths).noneMatch(doubts::touch);
  }

  /** Whether a field was written, not defaulted. */
  public boolean isWritten(String path) {
    Optional<YamlNode> node = Optional.of(settings);
    for (String name : names(path)) {
      node = node.flatMap(found -> child(found, name));
    }
    return node.isPresent();
  }

  /**
   * The segments of a path, with items as {@code [i]}. Without a regular expression, since it is
   * called for many fields of many thousands of arms.
   */
  private static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < path.length(); i++) {
      boolean dot = path.charAt(i) == '.';
      if (dot || (path.charAt(i) == '[' && i > from)) {
        names.add(path.substring(from, i));
        from = dot ? i + 1 : i;
      }
    }
    names.add(path.substring(from));
    return names;
  }

  private static Optional<YamlNode> child(YamlNode node, String name) {
    return switch (node) {
      case YamlNode.Fields fields -> Optional.ofNullable(fields.children().get(name));
      case YamlNode.Items items ->
          items.children().stream()
              .skip(Integer.parseInt(name.substring(1, name.length() - 1)))
              .findFirst();
      case YamlNode.Scalar scalar -> Optional.empty();
    };
  }
}
