package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Comparisons;
import dev.aftlab.activities.lm.template.value.Dict;
import dev.aftlab.activities.lm.template.value.Loop;
import dev.aftlab.activities.lm.template.value.Macro;
import dev.aftlab.activities.lm.template.value.Operators;
import dev.aftlab.activities.lm.template.value.PythonText;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The tests by their names. */
final class Tests {
  private static final Map<String, String> COMPARISONS =
      Map.ofEntries(
          Map.entry("==", "=="),
          Map.entry("eq", "=="),
          Map.entry("equalto", "=="),
          Map.entry("!=", "!="),
          Map.entry("ne", "!="),
          Map.entry(">", ">"),
          Map.entry("gt", ">"),
          Map.entry("greaterthan", ">"),
          Map.entry(">=", ">="),
          Map.entry("ge", ">="),
          Map.entry("<", "<"),
          Map.entry("lt", "<"),
          Map.entry("lessthan", "<"),
          Map.entry("<=", "<="),
          Map.entry("le", "<="),
          Map.entry("in", "in"));
  private static final Map<String, Predicate<Value>> SIMPLE = simple();

  private Tests() {}

  static boolean isNameOfOne(String name) {
    return COMPARISONS.containsKey(name)
        || SIMPLE.containsKey(name)
        || name.equals("divisibleby")
        || name.equals("sameas");
  }

  static boolean holds(String name, Value input, Arguments arguments) {
    if (COMPARISONS.containsKey(name)) {
      return Comparisons.compare(
          COMPARISONS.get(name), input, arguments.bindPositional(name, 1, "other").required(0));
    }
    if (SIMPLE.containsKey(name)) {
      arguments.bind(name, 0);
      return SIMPLE.get(name).test(input);
    }
    return switch (name) {
      case "divisibleby" -> isRemainder(input, arguments.bind(name, 1, "num").required(0), 0);
      case "sameas" -> isSame(input, arguments.bind(name, 1, "other").required(0));
      default -> throw new TemplateException("no test is named '" + name + "'");
    };
  }

  private static Map<String, Predicate<Value>> simple() {
    Map<String, Predicate<Value>> tests = new HashMap<>();
    tests.put("defined", value -> !(value instanceof Value.Undefined));
    tests.put("undefined", value -> value instanceof Value.Undefined);
    tests.put("none", value -> value == Value.None.NONE);
    tests.put("boolean", value -> value instanceof Value.Bool);
    tests.put("true", value -> value instanceof Value.Bool bool && bool.value());
    tests.put("false", value -> value instanceof Value.Bool bool && !bool.value());
    tests.put("integer", value -> value instanceof Value.Int);
    tests.put("float", value -> value instanceof Value.Real);
    tests.put("number", value -> Comparisons.number(value).isPresent());
    tests.put("string", value -> Comparisons.text(value).isPresent());
    tests.put("mapping", value -> value instanceof Dict);
    tests.put("sequence", Tests::isSequence);
    tests.put("iterable", Values::isIterable);
    tests.put("callable", Tests::isCallable);
    tests.put("escaped", value -> value instanceof Value.SafeText);
    tests.put("lower", value -> PythonText.isLower(Values.str(value)));
    tests.put("upper", value -> PythonText.isUpper(Values.str(value)));
    tests.put("odd", value -> isRemainder(value, Value.integer(2), 1));
    tests.put("even", value -> isRemainder(value, Value.integer(2), 0));
    tests.put("filter", value -> Filters.isNameOfOne(name(value)));
    tests.put("test", value -> isNameOfOne(name(value)));
    return Map.copyOf(tests);
  }

  private static String name(Value value) {
    return Comparisons.text(value)
        .orElseThrow(
            () ->
                TemplateException.unsupported(
                    "asking for a filter or test named by " + Values.typeName(value)));
  }

  private static boolean isRemainder(Value value, Value divisor, long remainder) {
    if (Comparisons.text(value).isPresent()) {
      throw TemplateException.unsupported("the remainder of a text");
    }
    return Comparisons.equal(Operators.binary("%", value, divisor), Value.integer(remainder));
  }

  /**
   * Whether two objects are one depends on how Python keeps them, except for the few of which there
   * is only one.
   */
  private static boolean isSame(Value a, Value b) {
    if (isSingle(a) || isSingle(b)) {
      return a.equals(b);
    }
    throw TemplateException.unsupported("'sameas' for other values than true, false and none");
  }

  private static boolean isSingle(Value value) {
    return value instanceof Value.Bool || value == Value.None.NONE;
  }

  private static boolean isSequence(Value value) {
    return switch (value) {
      case Value.Undefined undefined -> true;
      case Value.Text text -> true;
      case Value.SafeText text -> true;
      case Value.Items items -> true;
      case Value.Tuple tuple -> true;
      case Value.Range range -> true;
      case Dict dict -> true;
      default -> false;
    };
  }

  private static boolean isCallable(Value value) {
    return value instanceof Value.Function
        || value instanceof Macro
        || value instanceof Value.Undefined
        || value instanceof Loop;
  }
}
