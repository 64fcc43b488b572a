package dev.aftlab.activities.lm.template.value;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Equality, order and membership as Python has them: numbers across their types, texts by code
 * point, nothing else across types.
 */
public final class Comparisons {
  private Comparisons() {}

  /** {@code a OPERATOR b} for the comparison operators, {@code in} and {@code not in}. */
  public static boolean compare(String operator, Value a, Value b) {
    return switch (operator) {
      case "==" -> equal(a, b);
      case "!=" -> !equal(a, b);
      case "<" -> less(a, b);
      case ">" -> less(b, a);
      case "<=" -> lessOrEqual(a, b);
      case ">=" -> lessOrEqual(b, a);
      case "in" -> contains(b, a);
      case "not in" -> !contains(b, a);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  public static boolean equal(Value a, Value b) {
    Optional<BigDecimal> left = number(a);
    Optional<BigDecimal> right = number(b);
    if (left.isPresent() || right.isPresent()) {
      return left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) == 0;
    }
    Optional<String> text = text(a);
    if (text.isPresent() || text(b).isPresent()) {
      return text.equals(text(b));
    }
    return equalOfOneType(a, b);
  }

  @SuppressWarnings("ReferenceEquality") // what has no contents is equal to itself only
  private static boolean equalOfOneType(Value a, Value b) {
    if (a instanceof Value.Items left && b instanceof Value.Items right) {
      return equal(left.items(), right.items());
    }
    if (a instanceof Value.Tuple left && b instanceof Value.Tuple right) {
      return equal(left.items(), right.items());
    }
    if (a instanceof Dict left && b instanceof Dict right) {
      return left.size() == right.size()
          && left.entries().stream()
              .allMatch(
                  entry ->
                      right
                          .get(entry.key())
                          .filter(other -> equal(entry.value(), other))
                          .isPresent());
    }
    if (a instanceof Value.Range left && b instanceof Value.Range right) {
      return equal(Values.list(left), Values.list(right));
    }
    if (a instanceof Value.View
        || b instanceof Value.View
        || (a instanceof Value.Function && b instanceof Value.Function)) {
      throw TemplateException.unsupported(
          "comparing " + Values.typeName(a) + " with " + Values.typeName(b));
    }
    return a == b || (a instanceof Value.Undefined && b instanceof Value.Undefined);
  }

  private static boolean equal(List<Value> a, List<Value> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  public static boolean less(Value a, Value b) {
    return order(a, b, "<") < 0;
  }

  /** Negative, zero or positive, for sorting. */
  public static int order(Value a, Value b) {
    return order(a, b, "<");
  }

  private static boolean lessOrEqual(Value a, Value b) {
    return order(a, b, "<=") <= 0;
  }

  private static int order(Value a, Value b, String operator) {
    Optional<BigDecimal> left = number(a);
    Optional<BigDecimal> right = number(b);
    if (left.isPresent() && right.isPresent()) {
      return left.get().compareTo(right.get());
    }
    if (text(a).isPresent() && text(b).isPresent()) {
      return Arrays.compare(
          text(a).get().codePoints().toArray(), text(b).get().codePoints().toArray());
    }
    if (a instanceof Value.Items one && b instanceof Value.Items other) {
      return order(one.items(), other.items(), operator);
    }
    if (a instanceof Value.Tuple one && b instanceof Value.Tuple other) {
      return order(one.items(), other.items(), operator);
    }
    if (a instanceof Value.Undefined undefined) {
      throw undefined.failure();
    }
    if (b instanceof Value.Undefined undefined) {
      throw undefined.failure();
    }
    throw new TemplateException(
        "'" + operator + "' cannot compare " + Values.typeName(a) + " with " + Values.typeName(b));
  }

  private static int order(List<Value> a, List<Value> b, String operator) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return order(a.get(i), b.get(i), operator);
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  static boolean contains(Value container, Value item) {
    Optional<String> text = text(container);
    if (text.isPresent()) {
      return text.get()
          .contains(
              text(item)
                  .orElseThrow(
                      () ->
                          new TemplateException(
                              "'in' needs a text before a text, not " + Values.typeName(item))));
    }
    if (container instanceof Dict dict) {
      return dict.get(item).isPresent();
    }
    if (container instanceof Value.View view && view.part() == Value.View.Part.KEYS) {
      return view.dict().get(item).isPresent();
    }
    Iterator<Value> items = Values.iterator(container);
    while (items.hasNext()) {
      if (equal(items.next(), item)) {
        return true;
      }
    }
    return false;
  }

  public static Optional<BigDecimal> number(Value value) {
    return switch (value) {
      case Value.Bool bool -> Optional.of(bool.value() ? BigDecimal.ONE : BigDecimal.ZERO);
      case Value.Int number -> Optional.of(BigDecimal.valueOf(number.value()));
      case Value.Real number -> Optional.of(new BigDecimal(number.value()));
      default -> Optional.empty();
    };
  }

  /** The characters of a text, marked as safe or not. */
  public static Optional<String> text(Value value) {
    return switch (value) {
      case Value.Text text -> Optional.of(text.text());
      case Value.SafeText text -> Optional.of(text.text());
      default -> Optional.empty();
    };
  }
}
