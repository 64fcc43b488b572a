package dev.aftlab.experiments.spec;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Turns YAML text into nodes with locations. Only plain data: tags and class names have no effect. */
final class YamlParser {
  private static final int MAX_CHARACTERS = 4_000_000;
  private static final int MAX_DEPTH = 100;

  private final String source;

  YamlParser(String source) {
    this.source = source;
  }

  /** Parses one document; syntax errors, doubled fields and documents that are too large become an {@link InvalidSpecException}. */
  YamlNode parse(String text) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(MAX_CHARACTERS);
      options.setNestingDepthLimit(MAX_DEPTH);
      options.setMaxAliasesForCollections(100);
      Node node = new Yaml(options).compose(new StringReader(text));
      return node == null ? new YamlNode.Scalar("", false, new Location(source, 1)) : convert(node, 0);
    } catch (MarkedYAMLException failure) {
      int line = failure.getProblemMark() == null ? 0 : failure.getProblemMark().getLine() + 1;
      throw invalid(new Location(source, line), "is not YAML: " + failure.getProblem());
    } catch (YAMLException failure) {
      throw invalid(new Location(source, 0), "is not YAML: " + failure.getMessage());
    }
  }

  private YamlNode convert(Node node, int depth) {
    Location location = new Location(source, node.getStartMark().getLine() + 1);
    if (depth > MAX_DEPTH) {
      throw invalid(location, "is nested deeper than " + MAX_DEPTH);
    }
    return switch (node) {
      case MappingNode mapping -> fields(mapping, location, depth);
      case SequenceNode sequence -> {
        List<YamlNode> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(convert(item, depth + 1)));
        yield new YamlNode.Items(items, location);
      }
      case ScalarNode scalar -> new YamlNode.Scalar(scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN, location);
      default -> throw invalid(location, "has a kind of value that an experiment cannot hold");
    };
  }

  private YamlNode fields(MappingNode mapping, Location location, int depth) {
    Map<String, YamlNode> children = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Location at = new Location(source, tuple.getKeyNode().getStartMark().getLine() + 1);
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw invalid(at, "has a field whose name is not text");
      }
      if (children.put(key.getValue(), convert(tuple.getValueNode(), depth + 1)) != null) {
        throw invalid(at, "has the field '" + key.getValue() + "' twice");
      }
    }
    return new YamlNode.Fields(children, location);
  }

  private static InvalidSpecException invalid(Location location, String message) {
    return new InvalidSpecException(List.of(new Problem(location, "", message)));
  }
}
