package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The filters by their names. */
final class Filters {
  private static final Set<String> NOT_SUPPORTED =
      Set.of(
          "filesizeformat",
          "groupby",
          "pprint",
          "random",
          "striptags",
          "urlencode",
          "urlize",
          "wordwrap",
          "xmlattr");
  private static final Map<String, Filter> KNOWN = known();

  private Filters() {}

  /** What a filter makes of its input. */
  @FunctionalInterface
  interface Filter {
    Value apply(Value input, Arguments arguments);
  }

  /** Whether Jinja2 has a filter of this name; whether it is supported shows when it is used. */
  static boolean isNameOfOne(String name) {
    return KNOWN.containsKey(name) || NOT_SUPPORTED.contains(name);
  }

  static Value apply(String name, Value input, Arguments arguments) {
    Filter filter = KNOWN.get(name);
    if (filter == null) {
      throw NOT_SUPPORTED.contains(name)
          ? TemplateException.unsupported("the filter '" + name + "'")
          : new TemplateException("no filter is named '" + name + "'");
    }
    return filter.apply(input, arguments);
  }

  private static Map<String, Filter> known() {
    Map<String, Filter> filters = new HashMap<>();
    TextFilters.addTo(filters);
    NumberFilters.addTo(filters);
    SequenceFilters.addTo(filters);
    SelectionFilters.addTo(filters);
    filters.put("tojson", ToJson::write);
    filters.put("default", Filters::orDefault);
    filters.put("d", Filters::orDefault);
    filters.put("attr", Filters::attribute);
    return Map.copyOf(filters);
  }

  private static Value orDefault(Value input, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("default", 0, "default_value", "boolean");
    boolean replaced = input instanceof Value.Undefined || (bound.truth(1) && !Values.truth(input));
    return replaced ? bound.get(0).orElse(Value.text("")) : input;
  }

  private static Value attribute(Value input, Arguments arguments) {
    Value name = arguments.bind("attr", 1, "name").required(0);
    if (!(name instanceof Value.Text text)) {
      throw new TemplateException("'attr' takes a text, not " + Values.typeName(name));
    }
    return Attributes.own(input, text.text())
        .orElseGet(
            () ->
                new Value.Undefined(
                    Values.typeName(input) + " has no attribute " + Values.repr(name)));
  }
}
