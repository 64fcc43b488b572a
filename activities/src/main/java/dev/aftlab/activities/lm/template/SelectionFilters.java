package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.Filters.Filter;
import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Arguments.Bound;
import dev.aftlab.activities.lm.template.value.Dict;
import dev.aftlab.activities.lm.template.value.LazySequences;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Filters that leave a generator behind. */
final class SelectionFilters {
  private SelectionFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("map", SelectionFilters::map);
    filters.put("select", (input, arguments) -> select(input, arguments, false, false));
    filters.put("reject", (input, arguments) -> select(input, arguments, false, true));
    filters.put("selectattr", (input, arguments) -> select(input, arguments, true, false));
    filters.put("rejectattr", (input, arguments) -> select(input, arguments, true, true));
    filters.put("unique", SelectionFilters::unique);
    filters.put("items", SelectionFilters::items);
  }

  private static Value map(Value input, Arguments arguments) {
    return LazySequences.of(
        () ->
            Values.truth(input)
                ? mapped(Values.iterator(input), mapping(arguments))
                : List.<Value>of().iterator());
  }

  private static Iterator<Value> mapped(Iterator<Value> items, Function<Value, Value> mapping) {
    Iterable<Value> once = () -> items;
    return StreamSupport.stream(once.spliterator(), false).map(mapping).iterator();
  }

  private static Function<Value, Value> mapping(Arguments arguments) {
    if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
      Bound bound = arguments.bind("map", 0, "attribute", "default");
      return bound
          .unlessNone(0)
          .map(attribute -> Paths.of(attribute, bound.unlessNone(1)))
          .orElse(item -> item);
    }
    if (arguments.positional().isEmpty()) {
      throw new TemplateException("'map' needs a filter");
    }
    String filter = name(arguments.positional().getFirst());
    return item -> Filters.apply(filter, item, arguments.withoutFirst(1));
  }

  private static String name(Value value) {
    if (!(value instanceof Value.Text name)) {
      throw new TemplateException(
          "the name of a filter or test is a text, not " + Values.typeName(value));
    }
    return name.text();
  }

  private static Value select(
      Value input, Arguments arguments, boolean byAttribute, boolean negated) {
    return LazySequences.of(
        () -> {
          if (!Values.truth(input)) {
            return List.<Value>of().iterator();
          }
          Predicate<Value> predicate = predicate(arguments, byAttribute);
          return LazySequences.chosen(
              Values.iterator(input), negated ? predicate.negate() : predicate);
        });
  }

  private static Predicate<Value> predicate(Arguments arguments, boolean byAttribute) {
    if (byAttribute && arguments.positional().isEmpty()) {
      throw new TemplateException("'selectattr' needs the name of an attribute");
    }
    Function<Value, Value> path =
        byAttribute && arguments.positional().getFirst() != Value.None.NONE
            ? Paths.of(arguments.positional().getFirst())
            : item -> item;
    Arguments rest = byAttribute ? arguments.withoutFirst(1) : arguments;
    if (rest.positional().isEmpty()) {
      return item -> Values.truth(path.apply(item));
    }
    String test = name(rest.positional().getFirst());
    return item -> Tests.holds(test, path.apply(item), rest.withoutFirst(1));
  }

  private static Value unique(Value input, Arguments arguments) {
    Bound bound = arguments.bind("unique", 0, "case_sensitive", "attribute");
    Function<Value, Value> path = bound.unlessNone(1).map(Paths::of).orElse(item -> item);
    Set<Object> seen = new HashSet<>();
    return LazySequences.of(
        () ->
            LazySequences.chosen(
                Values.iterator(input),
                item -> seen.add(Dict.hashed(Paths.folded(path.apply(item), bound.truth(0))))));
  }

  private static Value items(Value input, Arguments arguments) {
    arguments.bind("items", 0);
    return LazySequences.of(
        () ->
            switch (input) {
              case Value.Undefined undefined -> List.<Value>of().iterator();
              case Dict dict -> dict.view(Value.View.Part.ITEMS).iterator();
              default ->
                  throw new TemplateException(
                      "'items' takes a dict, not " + Values.typeName(input));
            });
  }

  /** Named arguments as a dict's entries. */
  static Map<String, Value> named(Dict dict) {
    Map<String, Value> named = new LinkedHashMap<>();
    for (Dict.Entry entry : dict.entries()) {
      String key =
          Optional.of(entry.key())
              .filter(Value.Text.class::isInstance)
              .map(SelectionFilters::name)
              .orElseThrow(() -> new TemplateException("keywords must be texts"));
      named.put(key, entry.value());
    }
    return named;
  }
}
