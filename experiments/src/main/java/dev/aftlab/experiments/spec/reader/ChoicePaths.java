package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.text.Suggestions;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves the choices on the path to a field. */
final class ChoicePaths {
  private ChoicePaths() {}

  /**
   * Writes every choice on the path as a mapping with its {@code type}, where it was a bare name or
   * a default, so that a field of that variant can be overridden.
   */
  static YamlNode writtenOut(YamlNode settings, Class<?> type, List<String> path) {
    if (path.isEmpty()) {
      return settings;
    }
    YamlNode node = settings;
    Class<?> record = type;
    if (RecordSchema.isChoice(type)) {
      record = RecordSchema.variant(type, settings).orElseThrow();
      node = named(type, record, settings);
    }
    RecordComponent component = RecordSchema.component(record, path.getFirst()).orElseThrow();
    Optional<YamlNode> child = RecordSchema.child(Optional.of(node), component);
    if (child.isEmpty() || path.size() == 1 || !(node instanceof YamlNode.Fields fields)) {
      return node;
    }
    Map<String, YamlNode> children = new LinkedHashMap<>(fields.children());
    children.put(
        path.getFirst(),
        writtenOut(child.get(), RecordSchema.valueType(component), path.subList(1, path.size())));
    return new YamlNode.Fields(children, fields.location());
  }

  private static YamlNode named(Class<?> choice, Class<?> variant, YamlNode node) {
    if (node instanceof YamlNode.Fields) {
      return node;
    }
    String name =
        RecordSchema.variants(choice).entrySet().stream()
            .filter(entry -> entry.getValue() == variant)
            .findFirst()
            .orElseThrow()
            .getKey();
    return new YamlNode.Fields(
        Map.of("type", new YamlNode.Scalar(name, false, node.location())), node.location());
  }

  /**
   * A hint for an unknown path: the most similar one, or the known fields where it becomes invalid.
   */
  static String hint(Class<?> type, List<String> path) {
    Set<String> all = new LinkedHashSet<>();
    collect(type, "", all);
    return Suggestions.nearest(String.join(".", path), all)
        .map(near -> "; did you mean '" + near + "'?")
        .orElseGet(() -> fieldsOnTheWay(all, path));
  }

  private static String fieldsOnTheWay(Set<String> all, List<String> path) {
    for (int length = path.size() - 1; length > 0; length--) {
      String way = String.join(".", path.subList(0, length));
      List<String> fields = fieldsOf(all, way + ".");
      if (!fields.isEmpty()) {
        return "; known in " + way + ": " + String.join(", ", fields);
      }
    }
    return "; known: " + String.join(", ", fieldsOf(all, ""));
  }

  private static List<String> fieldsOf(Set<String> all, String prefix) {
    return all.stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .filter(rest -> !rest.contains("."))
        .toList();
  }

  /** All dotted paths to fields of any variants. */
  private static void collect(Class<?> type, String prefix, Set<String> paths) {
    if (RecordSchema.isChoice(type)) {
      RecordSchema.variants(type).values().forEach(variant -> collect(variant, prefix, paths));
      return;
    }
    if (type.isRecord()) {
      for (RecordComponent component : RecordSchema.components(type)) {
        String path = RecordBinder.join(prefix, component.getName());
        paths.add(path);
        collect(RecordSchema.valueType(component), path, paths);
      }
    }
  }
}
