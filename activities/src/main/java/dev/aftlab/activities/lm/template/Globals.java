package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Arguments.Bound;
import dev.aftlab.activities.lm.template.value.Dict;
import dev.aftlab.activities.lm.template.value.Namespace;
import dev.aftlab.activities.lm.template.value.Operators;
import dev.aftlab.activities.lm.template.value.Strftime;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Value.Function;
import dev.aftlab.activities.lm.template.value.Values;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions that every template sees. */
final class Globals {
  private static final Map<String, Value> FUNCTIONS = functions();

  private Globals() {}

  static Map<String, Value> functions() {
    Map<String, Value> functions = new HashMap<>();
    add(functions, "range", Globals::range);
    add(functions, "dict", Globals::dict);
    add(functions, "namespace", arguments -> new Namespace(dict(arguments)));
    add(functions, "raise_exception", Globals::raise);
    add(
        functions,
        "strftime_now",
        arguments -> {
          throw new TemplateException(
              "'strftime_now' makes the text depend on the date, so that no run could be repeated:"
                  + " state a date in the prompt's settings");
        });
    for (String name : List.of("lipsum", "cycler", "joiner")) {
      add(
          functions,
          name,
          arguments -> {
            throw TemplateException.unsupported("the function '" + name + "'");
          });
    }
    return Map.copyOf(functions);
  }

  /**
   * With the template's variables, which take precedence over the functions, and the date for the
   * template, if any.
   */
  static Map<String, Value> with(Map<String, Value> variables, Optional<LocalDate> today) {
    Map<String, Value> all = new HashMap<>(FUNCTIONS);
    today.ifPresent(
        date -> add(all, "strftime_now", arguments -> Value.text(strftime(arguments, date))));
    all.putAll(variables);
    all.put("self", Value.Self.SELF);
    return all;
  }

  private static void add(Map<String, Value> functions, String name, Function.Body body) {
    functions.put(name, new Function(name, body));
  }

  private static String strftime(Arguments arguments, LocalDate date) {
    if (arguments.bind("strftime_now", 1, "format").required(0) instanceof Value.Text format) {
      return Strftime.format(date, format.text());
    }
    throw new TemplateException("strftime_now takes a format that is a text");
  }

  private static Value raise(Arguments arguments) {
    throw new TemplateException(
        "the template says: "
            + Values.str(arguments.bind("raise_exception", 1, "message").required(0)));
  }

  private static Value range(Arguments arguments) {
    Bound bound = arguments.bindPositional("range", 1, "start", "stop", "step");
    long first = whole(bound.required(0));
    Value.Range range =
        bound
            .get(1)
            .map(
                stop ->
                    new Value.Range(
                        first, whole(stop), bound.get(2).map(Globals::whole).orElse(1L)))
            .orElseGet(() -> new Value.Range(0, first, 1));
    if (range.length() > Value.Range.MOST) {
      throw new TemplateException("a range of more than " + Value.Range.MOST + " items");
    }
    return range;
  }

  private static long whole(Value value) {
    return Operators.whole(value, "range").longValue();
  }

  private static Dict dict(Arguments arguments) {
    Dict dict = new Dict();
    Bound bound = new Arguments(arguments.positional(), Map.of()).bind("dict", 0, "entries");
    bound.get(0).ifPresent(entries -> fill(dict, entries));
    arguments.named().forEach((name, value) -> dict.put(Value.text(name), value));
    return dict;
  }

  private static void fill(Dict dict, Value entries) {
    if (entries instanceof Dict other) {
      dict.putAll(other);
      return;
    }
    if (entries instanceof Namespace || entries instanceof Value.Undefined) {
      throw TemplateException.unsupported("a dict made of " + Values.typeName(entries));
    }
    for (Value entry : Values.list(entries)) {
      List<Value> pair = Values.list(entry);
      if (pair.size() != 2) {
        throw new TemplateException("a dict is made of pairs, not of " + pair.size() + " values");
      }
      dict.put(pair.get(0), pair.get(1));
    }
  }
}
