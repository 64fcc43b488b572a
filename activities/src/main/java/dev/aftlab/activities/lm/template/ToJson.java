package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Arguments.Bound;
import dev.aftlab.activities.lm.template.value.Budget;
import dev.aftlab.activities.lm.template.value.Comparisons;
import dev.aftlab.activities.lm.template.value.Dict;
import dev.aftlab.activities.lm.template.value.Operators;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The filter {@code tojson} as transformers has it: Python's {@code json.dumps}, which escapes
 * nothing for HTML.
 */
final class ToJson {
  private final StringBuilder out = new StringBuilder();
  private final boolean ascii;
  private final Optional<String> indent;
  private final String itemSeparator;
  private final String keySeparator;
  private final boolean sorted;

  private ToJson(Bound options) {
    ascii = options.truth(0);
    indent = options.unlessNone(1).map(ToJson::indention);
    List<Value> separators =
        options
            .unlessNone(2)
            .map(Values::list)
            .orElse(List.of(Value.text(indent.isPresent() ? "," : ", "), Value.text(": ")));
    if (separators.size() != 2 || !separators.stream().allMatch(Value.Text.class::isInstance)) {
      throw new TemplateException("'tojson' takes two texts as separators");
    }
    itemSeparator = Values.str(separators.get(0));
    keySeparator = Values.str(separators.get(1));
    sorted = options.truth(3);
  }

  static Value write(Value value, Arguments arguments) {
    ToJson json =
        new ToJson(
            arguments.bind("tojson", 0, "ensure_ascii", "indent", "separators", "sort_keys"));
    json.write(value, 0);
    return Value.text(json.out.toString());
  }

  private static String indention(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    long width = Operators.whole(value, "indent").longValue();
    Budget.checkLength(width);
    return " ".repeat((int) Math.max(0, width));
  }

  private void write(Value value, int depth) {
    switch (value) {
      case Value.None none -> out.append("null");
      case Value.Bool bool -> out.append(bool.value());
      case Value.Int number -> out.append(number.value());
      case Value.Real number -> out.append(Values.repr(number.value()));
      case Value.Text text -> quote(text.text());
      case Value.SafeText text -> quote(text.text());
      case Value.Items items -> list(items.items(), depth);
      case Value.Tuple tuple -> list(tuple.items(), depth);
      case Dict dict -> dict(dict, depth);
      default -> throw new TemplateException(Values.typeName(value) + " has no JSON");
    }
    Budget.checkLength(out.length());
  }

  private void list(List<Value> items, int depth) {
    if (items.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      out.append(i > 0 ? itemSeparator : "");
      line(depth + 1);
      write(items.get(i), depth + 1);
    }
    line(depth);
    out.append(']');
  }

  private void dict(Dict dict, int depth) {
    if (dict.size() == 0) {
      out.append("{}");
      return;
    }
    List<Dict.Entry> entries = new ArrayList<>(dict.entries());
    if (sorted) {
      entries.sort(Comparator.comparing(Dict.Entry::key, Comparisons::order));
    }
    out.append('{');
    for (int i = 0; i < entries.size(); i++) {
      out.append(i > 0 ? itemSeparator : "");
      line(depth + 1);
      quote(key(entries.get(i).key()));
      out.append(keySeparator);
      write(entries.get(i).value(), depth + 1);
    }
    line(depth);
    out.append('}');
  }

  private static String key(Value key) {
    return switch (key) {
      case Value.Text text -> text.text();
      case Value.SafeText text -> text.text();
      case Value.None none -> "null";
      case Value.Bool bool -> Boolean.toString(bool.value());
      case Value.Int number -> Long.toString(number.value());
      case Value.Real number -> Values.repr(number.value());
      default ->
          throw new TemplateException(
              "keys of JSON are texts and numbers, not " + Values.typeName(key));
    };
  }

  private void line(int depth) {
    indent.ifPresent(one -> out.append('\n').append(one.repeat(depth)));
  }

  private void quote(String text) {
    out.append('"');
    text.chars().forEach(unit -> out.append(escaped((char) unit)));
    out.append('"');
  }

  private String escaped(char unit) {
    return switch (unit) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\f' -> "\\f";
      case '\b' -> "\\b";
      default ->
          unit < 0x20 || (ascii && unit > 0x7e)
              ? String.format(Locale.ROOT, "\\u%04x", (int) unit)
              : Character.toString(unit);
    };
  }
}
