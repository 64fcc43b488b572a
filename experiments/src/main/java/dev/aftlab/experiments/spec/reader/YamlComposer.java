package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Location;
import dev.aftlab.experiments.spec.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Builds the nodes of one document from parser events. A merge key adds the fields of other
 * mappings that a mapping lacks; of several the first one's apply (<a
 * href="https://yaml.org/type/merge.html">merge.html</a>). Aliased values count as if they were
 * written out, which bounds the size of a document.
 */
final class YamlComposer {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_VALUES = 1_000_000;
  private static final String MERGE = "<<";

  private final String source;
  private final List<Problem> problems;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private Iterator<Event> events = Collections.emptyIterator();
  private int values;
  private int deepest;

  /** The value of an anchor, with its expanded size and depth. */
  private record Anchored(YamlNode node, int values, int depth) {}

  YamlComposer(String source, List<Problem> problems) {
    this.source = source;
    this.problems = problems;
  }

  /** The single document of a stream; an empty text when there is none. */
  YamlNode document(Iterator<Event> stream) {
    events = stream;
    events.next();
    Event first = events.next();
    if (!(first instanceof DocumentStartEvent)) {
      return new YamlNode.Scalar("", false, new Location.InText(source, 1));
    }
    YamlNode node = node(events.next(), 0);
    events.next();
    Event after = events.next();
    if (after instanceof DocumentStartEvent) {
      throw fatal(line(after), "begins a second document; there must be one");
    }
    return node;
  }

  /** Ends the reading with this problem and all before it. */
  InvalidSpecException fatal(int line, String message) {
    report(new Location.InText(source, line), message);
    return new InvalidSpecException(problems);
  }

  private void report(Location location, String message) {
    problems.add(new Problem(location, "", message));
  }

  private YamlNode node(Event event, int depth) {
    deepest = Math.max(deepest, depth);
    if (depth > MAX_DEPTH) {
      throw fatal(line(event), "is nested deeper than " + MAX_DEPTH);
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias, depth);
    }
    count(1, event);
    String anchor = ((NodeEvent) event).getAnchor();
    return anchor == null ? written(event, depth) : anchored(anchor, event, depth);
  }

  private YamlNode anchored(String anchor, Event event, int depth) {
    int before = values;
    int outer = deepest;
    deepest = depth;
    open.add(anchor);
    YamlNode node = written(event, depth);
    open.remove(anchor);
    anchors.put(anchor, new Anchored(node, values - before + 1, deepest - depth));
    deepest = Math.max(deepest, outer);
    return node;
  }

  private YamlNode aliased(AliasEvent alias, int depth) {
    String name = alias.getAnchor();
    if (open.contains(name)) {
      throw fatal(
          line(alias),
          "has the alias '*" + name + "' inside of its own value, which would never end");
    }
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw fatal(
          line(alias),
          "has the alias '*"
              + name
              + "', but no anchor '&"
              + name
              + "' before it; text that begins with '*' needs quotation marks");
    }
    if (depth + anchored.depth() > MAX_DEPTH) {
      throw fatal(
          line(alias),
          "is nested deeper than " + MAX_DEPTH + " with the value of the alias '*" + name + "'");
    }
    deepest = Math.max(deepest, depth + anchored.depth());
    count(anchored.values(), alias);
    return anchored.node();
  }

  private void count(int more, Event event) {
    if (values + more > MAX_VALUES) {
      String with =
          event instanceof AliasEvent alias
              ? " with the value of the alias '*" + alias.getAnchor() + "'"
              : "";
      throw fatal(line(event), "has more than " + MAX_VALUES + " values" + with);
    }
    values += more;
  }

  private YamlNode written(Event event, int depth) {
    Location location = new Location.InText(source, line(event));
    return switch (event) {
      case MappingStartEvent mapping -> fields(location, depth);
      case SequenceStartEvent sequence -> items(location, depth);
      case ScalarEvent scalar ->
          new YamlNode.Scalar(
              scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN, location);
      default -> throw fatal(line(event), "has a kind of value that an experiment cannot hold");
    };
  }

  private YamlNode items(Location location, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event next = events.next(); !next.is(Event.ID.SequenceEnd); next = events.next()) {
      items.add(node(next, depth + 1));
    }
    return new YamlNode.Items(items, location);
  }

  private YamlNode fields(Location location, int depth) {
    Map<String, YamlNode> own = new LinkedHashMap<>();
    Map<String, YamlNode> merged = new LinkedHashMap<>();
    boolean merges = false;
    for (Event next = events.next(); !next.is(Event.ID.MappingEnd); next = events.next()) {
      Location at = new Location.InText(source, line(next));
      YamlNode name = node(next, depth + 1);
      YamlNode value = node(events.next(), depth + 1);
      if (!(name instanceof YamlNode.Scalar key)) {
        report(at, "has a field whose name is not text");
      } else if (key.text().equals(MERGE) && !key.quoted()) {
        if (merges) {
          report(at, "has the merge key '<<' twice; write one with a list: <<: [*first, *second]");
        }
        merges = true;
        merge(merged, value, at);
      } else if (own.putIfAbsent(key.text(), value) != null) {
        report(at, "has the field '" + key.text() + "' twice");
      }
    }
    merged.putAll(own);
    return new YamlNode.Fields(merged, location);
  }

  /** Of several mappings with a field, the first one's applies. */
  private void merge(Map<String, YamlNode> merged, YamlNode value, Location at) {
    List<YamlNode> mappings =
        value instanceof YamlNode.Items items ? items.children() : List.of(value);
    for (YamlNode one : mappings) {
      if (one instanceof YamlNode.Fields fields) {
        fields.children().forEach(merged::putIfAbsent);
      } else {
        report(
            at,
            "has the merge key '<<' with "
                + one.shown()
                + ", must be a mapping or a list of mappings, usually aliases");
      }
    }
  }

  private static int line(Event event) {
    Mark mark = event.getStartMark();
    return mark == null ? 0 : mark.getLine() + 1;
  }
}
