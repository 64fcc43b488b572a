package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Comparisons;
import dev.aftlab.activities.lm.template.value.Dict;
import dev.aftlab.activities.lm.template.value.Loop;
import dev.aftlab.activities.lm.template.value.Macro;
import dev.aftlab.activities.lm.template.value.Namespace;
import dev.aftlab.activities.lm.template.value.Operators;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Value.Function;
import dev.aftlab.activities.lm.template.value.Value.Undefined;
import dev.aftlab.activities.lm.template.value.Values;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code object.name} and {@code object[key]}: the first tries the attribute and then the item, the
 * second the other way round. Attributes of Python's types that are not known here are refused;
 * what Jinja2's sandbox forbids is undefined, as it is there.
 */
final class Attributes {
  private static final Set<String> CHANGING_LISTS =
      Set.of("append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove");
  private static final Set<String> CHANGING_DICTS =
      Set.of("clear", "pop", "popitem", "setdefault", "update");
  private static final Set<String> OF_NUMBERS =
      Set.of(
          "as_integer_ratio",
          "bit_count",
          "bit_length",
          "conjugate",
          "denominator",
          "from_bytes",
          "imag",
          "numerator",
          "real",
          "to_bytes",
          "fromhex",
          "hex",
          "is_integer");
  private static final Set<String> OF_GENERATORS =
      Set.of(
          "close",
          "send",
          "throw",
          "gi_code",
          "gi_frame",
          "gi_running",
          "gi_suspended",
          "gi_yieldfrom");
  private static final Set<String> OF_VIEWS = Set.of("isdisjoint", "mapping");
  private static final Set<String> OF_RANGES = Set.of("count", "index", "start", "step", "stop");

  private Attributes() {}

  /** {@code object.name}. */
  static Value attribute(Value object, String name) {
    return own(object, name)
        .or(() -> item(object, Value.text(name)))
        .orElseGet(() -> missing(object, Value.text(name)));
  }

  static Value item(Value object, Value key, boolean orAttribute) {
    Optional<Value> item = item(object, key);
    if (item.isEmpty() && orAttribute && key instanceof Value.Text name) {
      item = own(object, name.text());
    }
    return item.orElseGet(() -> missing(object, key));
  }

  private static Undefined missing(Value object, Value key) {
    boolean name = key instanceof Value.Text;
    return new Undefined(
        Values.typeName(object)
            + (name ? " has no attribute " : " has no element ")
            + describe(key));
  }

  private static String describe(Value key) {
    return key instanceof Value.Text || Operators.isWhole(key)
        ? Values.repr(key)
        : "of " + Values.typeName(key);
  }

  /** Whether the object itself has the attribute, as the filter {@code attr} checks. */
  static Optional<Value> own(Value object, String name) {
    requirePublic(object, name);
    return switch (object) {
      case Undefined undefined -> throw undefined.failure();
      case Value.Text text -> TextMethods.of(text.text(), name);
      case Value.SafeText text ->
          TextMethods.isNameOfOne(name) || Set.of("escape", "unescape", "striptags").contains(name)
              ? refused("text marked as safe", name)
              : Optional.empty();
      case Value.Items items ->
          CHANGING_LISTS.contains(name)
              ? unsafe("list", name)
              : ofSequence("list", items.items(), name);
      case Value.Tuple tuple -> ofSequence("tuple", tuple.items(), name);
      case Dict dict -> CHANGING_DICTS.contains(name) ? unsafe("dict", name) : ofDict(dict, name);
      case Namespace namespace -> namespace.get(name);
      case Loop loop -> loop.attribute(name);
      case Macro macro -> refused("a macro", name);
      case Function function -> refused("a function", name);
      case Value.Bool number -> ofOther("a number", OF_NUMBERS, name);
      case Value.Int number -> ofOther("a number", OF_NUMBERS, name);
      case Value.Real number -> ofOther("a number", OF_NUMBERS, name);
      case Value.Lazy lazy -> ofOther("a generator", OF_GENERATORS, name);
      case Value.View view -> ofOther("a view", OF_VIEWS, name);
      case Value.Range range -> ofOther("a range", OF_RANGES, name);
      case Value.None none -> Optional.empty();
      case Value.Self self -> Optional.empty();
    };
  }

  private static void requirePublic(Value object, String name) {
    boolean hidesMore =
        object instanceof Macro || object instanceof Loop || object instanceof Value.Self;
    if (name.startsWith("__") || (name.startsWith("_") && hidesMore)) {
      throw TemplateException.unsupported("the attribute " + name);
    }
  }

  private static Optional<Value> ofOther(String owner, Set<String> attributes, String name) {
    return attributes.contains(name) ? refused(owner, name) : Optional.empty();
  }

  private static Optional<Value> refused(String owner, String name) {
    throw TemplateException.unsupported("the attribute '" + name + "' of " + owner);
  }

  private static Optional<Value> unsafe(String type, String name) {
    return Optional.of(
        new Undefined(
            "the sandbox refuses '" + name + "' of a " + type + ", which would change it"));
  }

  private static Optional<Value> ofSequence(String type, List<Value> items, String name) {
    return switch (name) {
      case "count" ->
          method(
              name,
              arguments -> {
                Value wanted = arguments.bindPositional(name, 1, "value").required(0);
                return Value.integer(
                    items.stream().filter(item -> Comparisons.equal(item, wanted)).count());
              });
      case "index" ->
          method(
              name,
              arguments -> index(items, arguments.bindPositional(name, 1, "value").required(0)));
      case "copy" ->
          type.equals("list")
              ? method(
                  name,
                  arguments -> {
                    arguments.bindPositional(name, 0);
                    return new Value.Items(items);
                  })
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Value index(List<Value> items, Value wanted) {
    for (int i = 0; i < items.size(); i++) {
      if (Comparisons.equal(items.get(i), wanted)) {
        return Value.integer(i);
      }
    }
    throw new TemplateException("index of what is not in the list");
  }

  private static Optional<Value> ofDict(Dict dict, String name) {
    return switch (name) {
      case "keys" -> view(dict, Value.View.Part.KEYS, name);
      case "values" -> view(dict, Value.View.Part.VALUES, name);
      case "items" -> view(dict, Value.View.Part.ITEMS, name);
      case "get" ->
          method(
              name,
              arguments -> {
                Arguments.Bound bound = arguments.bindPositional(name, 1, "key", "default");
                return dict.get(bound.required(0)).or(() -> bound.get(1)).orElse(Value.None.NONE);
              });
      case "copy" ->
          method(
              name,
              arguments -> {
                arguments.bindPositional(name, 0);
                Dict copy = new Dict();
                copy.putAll(dict);
                return copy;
              });
      case "fromkeys" -> refused("a dict", name);
      default -> Optional.empty();
    };
  }

  private static Optional<Value> view(Dict dict, Value.View.Part part, String name) {
    return method(
        name,
        arguments -> {
          arguments.bindPositional(name, 0);
          return new Value.View(dict, part);
        });
  }

  private static Optional<Value> method(String name, Function.Body body) {
    return Optional.of(new Function(name, body));
  }

  /** Empty where Python raises a {@code TypeError} or {@code LookupError}. */
  private static Optional<Value> item(Value object, Value key) {
    return switch (object) {
      case Undefined undefined -> throw undefined.failure();
      case Dict dict ->
          key instanceof Value.Items || key instanceof Dict ? Optional.empty() : dict.get(key);
      case Value.SafeText text ->
          throw TemplateException.unsupported("an item of a text marked as safe");
      case Value.Text text ->
          position(key, Values.length(text)).map(at -> Value.text(character(text.text(), at)));
      case Value.Items items -> position(key, items.items().size()).map(items.items()::get);
      case Value.Tuple tuple -> position(key, tuple.items().size()).map(tuple.items()::get);
      case Value.Range range -> position(key, range.length()).map(range::at);
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> position(Value key, long length) {
    if (!Operators.isWhole(key)) {
      return Optional.empty();
    }
    long index = Operators.whole(key, "[]").longValue();
    long position = index < 0 ? index + length : index;
    return position >= 0 && position < length ? Optional.of((int) position) : Optional.empty();
  }

  private static String character(String text, int position) {
    int at = text.offsetByCodePoints(0, position);
    return Character.toString(text.codePointAt(at));
  }
}
