package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.value.Comparisons;
import dev.aftlab.activities.lm.template.value.PythonText;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The {@code attribute} of filters such as {@code map} and {@code sort}: {@code "a.b.0"} goes to
 * the item {@code a}, its {@code b}, and that one's first.
 */
final class Paths {
  private Paths() {}

  static Function<Value, Value> of(Value attribute) {
    return of(attribute, Optional.empty());
  }

  /**
   * @param otherwise taken wherever there is nothing
   */
  static Function<Value, Value> of(Value attribute, Optional<Value> otherwise) {
    List<Value> parts =
        attribute instanceof Value.Text text ? parts(text.text()) : List.of(attribute);
    return item -> {
      Value at = item;
      for (Value part : parts) {
        Value found = Attributes.item(at, part, true);
        at = found instanceof Value.Undefined ? otherwise.orElse(found) : found;
      }
      return at;
    };
  }

  /** Paths separated by commas. */
  static List<Function<Value, Value>> several(Value attributes) {
    if (!(attributes instanceof Value.Text text)) {
      return List.of(of(attributes));
    }
    return PythonText.split(text.text(), ",", -1).stream()
        .map(path -> of(Value.text(path)))
        .toList();
  }

  private static List<Value> parts(String path) {
    List<Value> parts = new ArrayList<>();
    for (String part : PythonText.split(path, ".", -1)) {
      boolean number =
          !part.isEmpty()
              && part.chars().allMatch(character -> character >= '0' && character <= '9');
      parts.add(number ? Values.integer(new BigInteger(part)) : Value.text(part));
    }
    return parts;
  }

  /** What is compared: texts in small letters unless the case matters. */
  static Value folded(Value value, boolean caseSensitive) {
    return caseSensitive
        ? value
        : Comparisons.text(value)
            .map(text -> (Value) Value.text(PythonText.lower(text)))
            .orElse(value);
  }
}
