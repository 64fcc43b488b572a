package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where each field of some settings was written: in the file, on an axis or in an option. It says
 * nothing about what the settings are.
 */
public final class SourceMap {
  private final YamlNode settings;
  private final YamlNode own;
  private final String arm;
  private final UnreliableFields doubts;

  /** Of settings that no arm has by itself. */
  SourceMap(YamlNode settings) {
    this(settings, new YamlNode.Fields(Map.of(), settings.location()), "", new UnreliableFields());
  }

  /**
   * Of an arm's settings.
   *
   * @param settings all of them
   * @param own those that the arm sets for itself
   * @param arm dotted path of the latter
   * @param doubts what is wrong with them
   */
  SourceMap(YamlNode settings, YamlNode own, String arm, UnreliableFields doubts) {
    this.settings = settings;
    this.own = own;
    this.arm = arm;
    this.doubts = doubts;
  }

  /**
   * Where a field was written; for one that was left out, where the innermost field around it was.
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

  /**
   * The dotted path under which a person finds a field of these settings: what an arm sets for
   * itself stands below the arm's name.
   */
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
   * Whether all of these fields are as somebody meant them, so that what they name can be looked
   * at: nothing in them or around them is wrong.
   */
  public boolean areRight(String... paths) {
    return Arrays.stream(paths).noneMatch(doubts::touch);
  }

  /** Whether somebody wrote a field, other than left it to its default. */
  public boolean isWritten(String path) {
    Optional<YamlNode> node = Optional.of(settings);
    for (String name : names(path)) {
      node = node.flatMap(found -> child(found, name));
    }
    return node.isPresent();
  }

  /**
   * The names on the way, and items as {@code [i]}. By hand, since it is asked for many fields of
   * many thousands of arms.
   */
  private static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < path.length(); i++) {
      boolean dot = path.charAt(i) == '.';
      if (dot || path.charAt(i) == '[' && i > from) {
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
