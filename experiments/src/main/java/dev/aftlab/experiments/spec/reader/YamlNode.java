package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Location;
import dev.aftlab.experiments.text.PrintableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value of a YAML document with its source position. */
sealed interface YamlNode {

  /** The position of the value. */
  Location location();

  /** A mapping. */
  record Fields(Map<String, YamlNode> children, Location location) implements YamlNode {}

  /** A sequence. */
  record Items(List<YamlNode> children, Location location) implements YamlNode {}

  /** A scalar as written; {@code quoted} distinguishes the text {@code "1"} from the number. */
  record Scalar(String text, boolean quoted, Location location) implements YamlNode {
    private static final Set<String> NULL = Set.of("", "null", "Null", "NULL", "~");

    boolean isNull() {
      return !quoted && NULL.contains(text);
    }
  }

  /** A short form of the value, for messages. */
  default String brief() {
    return switch (this) {
      case Scalar scalar -> scalar.text();
      case Fields fields -> "{" + String.join(", ", fields.children().keySet()) + "}";
      case Items items -> "a list of " + items.children().size();
    };
  }

  /** The short form within a sentence, with quotation marks around written text. */
  default String shown() {
    return this instanceof Scalar
        ? "'" + PrintableText.brief(brief()) + "'"
        : PrintableText.brief(brief());
  }

  /**
   * Overrides this value with another: mappings field by field, anything else replaced. A mapping
   * with another {@code type} replaces the value, since the fields of variants differ; a bare name
   * is a mapping with that type.
   */
  default YamlNode overlaidBy(YamlNode top) {
    if (!(top instanceof Fields over)) {
      return top;
    }
    return switch (this) {
      case Fields under when sameVariant(under, over) -> merge(under, over);
      case Scalar name when !name.isNull() && !over.children().containsKey("type") ->
          merge(new Fields(Map.of("type", name), name.location()), over);
      default -> top;
    };
  }

  private static boolean sameVariant(Fields under, Fields over) {
    YamlNode type = over.children().get("type");
    YamlNode before = under.children().get("type");
    return type == null || before == null || type.brief().equals(before.brief());
  }

  private static Fields merge(Fields under, Fields over) {
    Map<String, YamlNode> merged = new LinkedHashMap<>(under.children());
    over.children().forEach((key, value) -> merged.merge(key, value, YamlNode::overlaidBy));
    return new Fields(merged, over.location());
  }

  /** A document with this value at a dotted path and nothing else. */
  static YamlNode at(List<String> path, YamlNode value) {
    YamlNode node = value;
    for (int i = path.size() - 1; i >= 0; i--) {
      node = new Fields(new LinkedHashMap<>(Map.of(path.get(i), node)), value.location());
    }
    return node;
  }
}
