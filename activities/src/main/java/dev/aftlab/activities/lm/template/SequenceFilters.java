package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.Filters.Filter;
import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Arguments.Bound;
import dev.aftlab.activities.lm.template.value.Comparisons;
import dev.aftlab.activities.lm.template.value.Dict;
import dev.aftlab.activities.lm.template.value.LazySequences;
import dev.aftlab.activities.lm.template.value.Operators;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Filters over an iterable that consume all of it. */
final class SequenceFilters {
  private SequenceFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("length", SequenceFilters::length);
    filters.put("count", SequenceFilters::length);
    filters.put(
        "list", (input, arguments) -> new Value.Items(Values.list(only("list", input, arguments))));
    filters.put("first", SequenceFilters::first);
    filters.put("last", SequenceFilters::last);
    filters.put("join", SequenceFilters::join);
    filters.put("sort", SequenceFilters::sort);
    filters.put("dictsort", SequenceFilters::dictsort);
    filters.put("min", (input, arguments) -> extreme("min", input, arguments));
    filters.put("max", (input, arguments) -> extreme("max", input, arguments));
    filters.put("sum", SequenceFilters::sum);
    filters.put("reverse", SequenceFilters::reverse);
    filters.put("batch", SequenceFilters::batch);
    filters.put("slice", SequenceFilters::slice);
  }

  private static Value only(String name, Value input, Arguments arguments) {
    arguments.bind(name, 0);
    return input;
  }

  private static Value length(Value input, Arguments arguments) {
    arguments.bindPositional("length", 0);
    return Value.integer(Values.length(input));
  }

  private static Value first(Value input, Arguments arguments) {
    Iterator<Value> items = Values.iterator(only("first", input, arguments));
    return items.hasNext()
        ? items.next()
        : new Value.Undefined("No first item, sequence was empty.");
  }

  private static Value last(Value input, Arguments arguments) {
    if (only("last", input, arguments) instanceof Value.Lazy) {
      throw new TemplateException(
          "'last' of a generator, which has no order from behind; put it through 'list'");
    }
    List<Value> items = Values.list(input);
    return items.isEmpty()
        ? new Value.Undefined("No last item, sequence was empty.")
        : items.getLast();
  }

  private static Value join(Value input, Arguments arguments) {
    Bound bound = arguments.bind("join", 0, "d", "attribute");
    Function<Value, Value> attribute = bound.unlessNone(1).map(Paths::of).orElse(item -> item);
    List<String> parts = Values.list(input).stream().map(attribute).map(Values::str).toList();
    return Value.text(TextMethods.joined(parts, bound.get(0).map(Values::str).orElse("")));
  }

  private static Value sort(Value input, Arguments arguments) {
    Bound bound = arguments.bind("sort", 0, "reverse", "case_sensitive", "attribute");
    List<Function<Value, Value>> paths =
        bound.unlessNone(2).map(Paths::several).orElse(List.of(item -> item));
    boolean caseSensitive = bound.truth(1);
    Function<Value, Value> key =
        item ->
            new Value.Items(
                paths.stream()
                    .map(path -> path.apply(item))
                    .map(value -> Paths.folded(value, caseSensitive))
                    .toList());
    return new Value.Items(sorted(Values.list(input), key, bound.truth(0)));
  }

  private static List<Value> sorted(
      List<Value> items, Function<Value, Value> key, boolean reverse) {
    Comparator<Value> order = Comparator.comparing(key, Comparisons::order);
    List<Value> result = new ArrayList<>(items);
    result.sort(reverse ? order.reversed() : order);
    return result;
  }

  private static Value dictsort(Value input, Arguments arguments) {
    Bound bound = arguments.bind("dictsort", 0, "case_sensitive", "by", "reverse");
    String by = bound.get(1).map(Values::str).orElse("key");
    if (!by.equals("key") && !by.equals("value")) {
      throw new TemplateException("'dictsort' sorts by key or value, not by " + by);
    }
    if (!(input instanceof Dict dict)) {
      throw new TemplateException("'dictsort' takes a dict, not " + Values.typeName(input));
    }
    boolean caseSensitive = bound.truth(0);
    int place = by.equals("key") ? 0 : 1;
    Function<Value, Value> key =
        item -> Paths.folded(((Value.Tuple) item).items().get(place), caseSensitive);
    return new Value.Items(sorted(dict.view(Value.View.Part.ITEMS), key, bound.truth(2)));
  }

  private static Value extreme(String name, Value input, Arguments arguments) {
    Bound bound = arguments.bind(name, 0, "case_sensitive", "attribute");
    Function<Value, Value> path = bound.unlessNone(1).map(Paths::of).orElse(item -> item);
    Function<Value, Value> key = item -> Paths.folded(path.apply(item), bound.truth(0));
    Iterator<Value> items = Values.iterator(input);
    if (!items.hasNext()) {
      return new Value.Undefined("No aggregated item, sequence was empty.");
    }
    Value best = items.next();
    while (items.hasNext()) {
      Value item = items.next();
      boolean better =
          name.equals("min")
              ? Comparisons.less(key.apply(item), key.apply(best))
              : Comparisons.less(key.apply(best), key.apply(item));
      best = better ? item : best;
    }
    return best;
  }

  private static Value sum(Value input, Arguments arguments) {
    Bound bound = arguments.bind("sum", 0, "attribute", "start");
    Function<Value, Value> path = bound.unlessNone(0).map(Paths::of).orElse(item -> item);
    Value total = bound.get(1).orElse(Value.integer(0));
    if (Comparisons.text(total).isPresent()) {
      throw new TemplateException("'sum' cannot begin with a text");
    }
    for (Value item : Values.list(input)) {
      total = Operators.binary("+", total, path.apply(item));
      if (total instanceof Value.Real) {
        throw TemplateException.unsupported(
            "'sum' of numbers with fractions, which differs between versions of Python,");
      }
    }
    return total;
  }

  private static Value reverse(Value input, Arguments arguments) {
    if (only("reverse", input, arguments) instanceof Value.Text text) {
      return Value.text(new StringBuilder(text.text()).reverse().toString());
    }
    List<Value> items = Values.list(input);
    Collections.reverse(items);
    return input instanceof Value.Lazy ? new Value.Items(items) : new Value.Lazy(items.iterator());
  }

  private static Value batch(Value input, Arguments arguments) {
    Bound bound = arguments.bind("batch", 1, "linecount", "fill_with");
    return LazySequences.of(
        () ->
            batches(Values.list(input), size("batch", bound.required(0)), bound.unlessNone(1))
                .iterator());
  }

  private static int size(String name, Value value) {
    long size = Operators.whole(value, name).longValue();
    if (size < 1 || size > Value.Range.MOST) {
      throw TemplateException.unsupported("'" + name + "' by " + size);
    }
    return (int) size;
  }

  private static List<Value> batches(List<Value> items, int size, Optional<Value> fill) {
    List<Value> batches = new ArrayList<>();
    for (int from = 0; from < items.size(); from += size) {
      List<Value> batch = new ArrayList<>(items.subList(from, Math.min(items.size(), from + size)));
      fill.ifPresent(filler -> batch.addAll(Collections.nCopies(size - batch.size(), filler)));
      batches.add(new Value.Items(batch));
    }
    return batches;
  }

  private static Value slice(Value input, Arguments arguments) {
    Bound bound = arguments.bind("slice", 1, "slices", "fill_with");
    return LazySequences.of(
        () ->
            slices(Values.list(input), size("slice", bound.required(0)), bound.unlessNone(1))
                .iterator());
  }

  private static List<Value> slices(List<Value> items, int count, Optional<Value> fill) {
    List<Value> slices = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < count; i++) {
      boolean longer = i < items.size() % count;
      int to = from + items.size() / count + (longer ? 1 : 0);
      List<Value> slice = new ArrayList<>(items.subList(from, to));
      if (!longer) {
        fill.ifPresent(slice::add);
      }
      slices.add(new Value.Items(slice));
      from = to;
    }
    return slices;
  }
}
