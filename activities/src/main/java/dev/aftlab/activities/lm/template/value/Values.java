package dev.aftlab.activities.lm.template.value;

import dev.aftlab.activities.lm.template.value.Value.View;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What Python does with values of every type: truth, length, iteration, {@code str} and {@code
 * repr}.
 */
public final class Values {
  /** Below this every whole number is a double. */
  static final double EXACT_DOUBLE = 9_007_199_254_740_992.0;

  /** Smaller doubles have shortest decimal forms that differ between Java and Python. */
  private static final double SMALLEST_WRITTEN = 1e-300;

  private Values() {}

  public static Value integer(BigInteger value) {
    if (value.bitLength() > 63) {
      throw TemplateException.unsupported("a whole number beyond 64 bits");
    }
    return new Value.Int(value.longValueExact());
  }

  public static boolean truth(Value value) {
    return switch (value) {
      case Value.Bool bool -> bool.value();
      case Value.Int number -> number.value() != 0;
      case Value.Real number -> number.value() != 0;
      case Value.None none -> false;
      case Value.Undefined undefined -> false;
      case Value.Text text -> !text.text().isEmpty();
      case Value.SafeText text -> !text.text().isEmpty();
      case Value.Items items -> !items.items().isEmpty();
      case Value.Tuple tuple -> !tuple.items().isEmpty();
      case Dict dict -> dict.size() > 0;
      case View view -> view.dict().size() > 0;
      case Value.Range range -> range.length() > 0;
      case Loop loop -> loop.length() > 0;
      case Value.Lazy lazy -> true;
      case Value.Self self -> true;
      case Value.Function function -> true;
      case Macro macro -> true;
      case Namespace namespace -> true;
    };
  }

  public static long length(Value value) {
    return switch (value) {
      case Value.Undefined undefined -> 0;
      case Value.Text text -> PythonText.length(text.text());
      case Value.SafeText text -> PythonText.length(text.text());
      case Value.Items items -> items.items().size();
      case Value.Tuple tuple -> tuple.items().size();
      case Dict dict -> dict.size();
      case View view -> view.dict().size();
      case Value.Range range -> range.length();
      case Loop loop -> loop.length();
      default -> throw new TemplateException(typeName(value) + " has no length");
    };
  }

  public static boolean isIterable(Value value) {
    return switch (value) {
      case Value.Bool bool -> false;
      case Value.Int number -> false;
      case Value.Real number -> false;
      case Value.None none -> false;
      case Value.Function function -> false;
      case Value.Self self -> false;
      case Macro macro -> false;
      case Namespace namespace -> false;
      default -> true;
    };
  }

  public static Iterator<Value> iterator(Value value) {
    return switch (value) {
      case Value.Undefined undefined -> List.<Value>of().iterator();
      case Value.Text text -> characters(text.text());
      case Value.SafeText text ->
          throw TemplateException.unsupported("going through a text marked as safe");
      case Value.Items items -> items.items().iterator();
      case Value.Tuple tuple -> tuple.items().iterator();
      case Dict dict -> dict.view(View.Part.KEYS).iterator();
      case View view -> view.dict().view(view.part()).iterator();
      case Value.Range range -> LongStream.range(0, range.length()).mapToObj(range::at).iterator();
      case Value.Lazy lazy -> lazy.iterator();
      case Loop loop -> throw TemplateException.unsupported("going through 'loop'");
      default -> throw new TemplateException(typeName(value) + " is not iterable");
    };
  }

  private static Iterator<Value> characters(String text) {
    return PythonText.characters(text).stream().map(Value::text).map(Value.class::cast).iterator();
  }

  public static List<Value> list(Value iterable) {
    List<Value> items = new ArrayList<>();
    iterator(iterable).forEachRemaining(items::add);
    return items;
  }

  public static String typeName(Value value) {
    return switch (value) {
      case Value.Bool bool -> "bool";
      case Value.Int number -> "int";
      case Value.Real number -> "float";
      case Value.None none -> "None";
      case Value.Undefined undefined -> "Undefined";
      case Value.Text text -> "str";
      case Value.SafeText text -> "Markup";
      case Value.Self self -> "self";
      case Value.Items items -> "list";
      case Value.Tuple tuple -> "tuple";
      case Dict dict -> "dict";
      case View view -> "a view of a dict";
      case Value.Range range -> "range";
      case Loop loop -> "loop";
      case Value.Lazy lazy -> "generator";
      case Value.Function function -> "function " + function.name();
      case Macro macro -> "macro " + macro.name();
      case Namespace namespace -> "namespace";
    };
  }

  /** {@code str(value)}: what is printed. */
  public static String str(Value value) {
    return switch (value) {
      case Value.Text text -> text.text();
      case Value.SafeText text -> text.text();
      case Value.Undefined undefined -> "";
      default -> repr(value);
    };
  }

  public static String repr(Value value) {
    return switch (value) {
      case Value.Text text -> PythonText.repr(text.text());
      case Value.SafeText text -> "Markup(" + PythonText.repr(text.text()) + ")";
      case Value.Undefined undefined -> "Undefined";
      case Value.Self self -> "<TemplateReference None>";
      case Value.Bool bool -> bool.value() ? "True" : "False";
      case Value.Int number -> Long.toString(number.value());
      case Value.Real number -> repr(number.value());
      case Value.None none -> "None";
      case Value.Items items -> "[" + joined(items.items()) + "]";
      case Value.Tuple tuple -> repr(tuple);
      case Dict dict -> repr(dict);
      case View view -> repr(view);
      case Value.Range range -> repr(range);
      case Loop loop -> loop.toString();
      case Namespace namespace -> "<Namespace " + repr(namespace.attributes()) + ">";
      case Macro macro ->
          "<Macro " + (macro.name().isEmpty() ? "anonymous" : PythonText.repr(macro.name())) + ">";
      case Value.Lazy lazy ->
          throw TemplateException.unsupported(
              "printing a generator, which names a place in memory,");
      case Value.Function function ->
          throw TemplateException.unsupported("printing the function " + function.name());
    };
  }

  private static String joined(List<Value> items) {
    return items.stream().map(Values::repr).collect(Collectors.joining(", "));
  }

  private static String repr(Value.Tuple tuple) {
    return "(" + joined(tuple.items()) + (tuple.items().size() == 1 ? ",)" : ")");
  }

  private static String repr(Value.Range range) {
    String step = range.step() == 1 ? "" : ", " + range.step();
    return "range(" + range.start() + ", " + range.stop() + step + ")";
  }

  private static String repr(Dict dict) {
    return dict.entries().stream()
        .map(entry -> repr(entry.key()) + ": " + repr(entry.value()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String repr(View view) {
    String name =
        switch (view.part()) {
          case KEYS -> "dict_keys";
          case VALUES -> "dict_values";
          case ITEMS -> "dict_items";
        };
    return name + "([" + joined(view.dict().view(view.part())) + "])";
  }

  /** The shortest decimal that reads as the same double, as {@code float.__repr__} lays it out. */
  public static String repr(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    if (Math.abs(value) < SMALLEST_WRITTEN) {
      throw TemplateException.unsupported("a number as small as " + value);
    }
    BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - shortest.scale() - 1;
    String sign = value < 0 ? "-" : "";
    if (exponent < -4 || exponent >= 16) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      return sign
          + digits.charAt(0)
          + fraction
          + "e"
          + (exponent < 0 ? "-" : "+")
          + (Math.abs(exponent) < 10 ? "0" : "")
          + Math.abs(exponent);
    }
    String plain = shortest.toPlainString();
    return sign + plain + (plain.indexOf('.') < 0 ? ".0" : "");
  }
}
