package dev.aftlab.activities.lm.template.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Arithmetic on values: Python's numbers, and what {@code +}, {@code *} and {@code %} do to texts
 * and sequences.
 */
public final class Operators {
  private Operators() {}

  public static Value negate(Value value) {
    return switch (value) {
      case Value.Real number -> new Value.Real(-number.value());
      default -> Values.integer(whole(value, "-").negate());
    };
  }

  public static Value plus(Value value) {
    return value instanceof Value.Real ? value : Values.integer(whole(value, "+"));
  }

  public static Value binary(String operator, Value a, Value b) {
    if (operator.equals("%") && a instanceof Value.Text format) {
      return Value.text(PercentFormat.format(format.text(), b));
    }
    failIfUndefined(a);
    failIfUndefined(b);
    Optional<Value> ofSequences =
        switch (operator) {
          case "+" -> joined(a, b);
          case "*" -> repeated(a, b);
          default -> Optional.empty();
        };
    return ofSequences.orElseGet(() -> arithmetic(operator, a, b));
  }

  private static void failIfUndefined(Value value) {
    if (value instanceof Value.Undefined undefined) {
      throw undefined.failure();
    }
  }

  private static Optional<Value> joined(Value a, Value b) {
    if (a instanceof Value.Items left && b instanceof Value.Items right) {
      return Optional.of(new Value.Items(joined(left.items(), right.items())));
    }
    if (a instanceof Value.Tuple left && b instanceof Value.Tuple right) {
      return Optional.of(new Value.Tuple(joined(left.items(), right.items())));
    }
    Optional<String> left = Comparisons.text(a);
    Optional<String> right = Comparisons.text(b);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    Budget.checkLength(left.get().length() + (long) right.get().length());
    if (a instanceof Value.Text && b instanceof Value.Text) {
      return Optional.of(Value.text(left.get() + right.get()));
    }
    return Optional.of(new Value.SafeText(Markup.escaped(a) + Markup.escaped(b)));
  }

  private static List<Value> joined(List<Value> a, List<Value> b) {
    Budget.checkLength(a.size() + (long) b.size());
    List<Value> items = new ArrayList<>(a);
    items.addAll(b);
    return items;
  }

  private static Optional<Value> repeated(Value a, Value b) {
    if (isSequence(b) && isWhole(a)) {
      return repeated(b, a);
    }
    if (!isSequence(a) || !isWhole(b)) {
      return Optional.empty();
    }
    long times = Math.max(0, whole(b, "*").longValueExact());
    Budget.checkLength(
        Math.multiplyHigh(times, Values.length(a)) != 0
            ? Long.MAX_VALUE
            : times * Values.length(a));
    return Optional.of(
        switch (a) {
          case Value.Text text ->
              Value.text(text.text().repeat(text.text().isEmpty() ? 0 : (int) times));
          case Value.Items items -> new Value.Items(repeated(items.items(), times));
          case Value.Tuple tuple -> new Value.Tuple(repeated(tuple.items(), times));
          default -> throw TemplateException.unsupported("repeating " + Values.typeName(a));
        });
  }

  private static List<Value> repeated(List<Value> items, long times) {
    List<Value> result = new ArrayList<>();
    for (long i = 0; i < times && !items.isEmpty(); i++) {
      result.addAll(items);
    }
    return result;
  }

  private static boolean isSequence(Value value) {
    return value instanceof Value.Text
        || value instanceof Value.SafeText
        || value instanceof Value.Items
        || value instanceof Value.Tuple;
  }

  public static boolean isWhole(Value value) {
    return value instanceof Value.Int || value instanceof Value.Bool;
  }

  private static Value arithmetic(String operator, Value a, Value b) {
    if (a instanceof Value.Real || b instanceof Value.Real) {
      return new Value.Real(ofReals(operator, real(a, operator), real(b, operator)));
    }
    return ofWhole(operator, whole(a, operator), whole(b, operator));
  }

  private static Value ofWhole(String operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case "+" -> Values.integer(a.add(b));
      case "-" -> Values.integer(a.subtract(b));
      case "*" -> Values.integer(a.multiply(b));
      case "/" -> new Value.Real(exact(a) / exact(nonZero(b)));
      case "//" -> Values.integer(floorDivided(a, nonZero(b)));
      case "%" -> Values.integer(a.subtract(floorDivided(a, nonZero(b)).multiply(b)));
      case "**" -> Values.integer(power(a, b));
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static BigInteger floorDivided(BigInteger a, BigInteger b) {
    BigInteger[] parts = a.divideAndRemainder(b);
    return parts[1].signum() != 0 && parts[1].signum() != b.signum()
        ? parts[0].subtract(BigInteger.ONE)
        : parts[0];
  }

  private static BigInteger power(BigInteger a, BigInteger b) {
    boolean small = a.abs().compareTo(BigInteger.ONE) <= 0;
    if (b.signum() < 0 || b.bitLength() > 31 || (!small && b.intValue() > 64)) {
      throw TemplateException.unsupported("the power " + a + " ** " + b);
    }
    return a.pow(small && b.signum() > 0 ? 2 - b.intValue() % 2 : b.intValue());
  }

  private static double exact(BigInteger value) {
    if (value.bitLength() > 53) {
      throw TemplateException.unsupported("dividing so large a number as " + value);
    }
    return value.doubleValue();
  }

  private static BigInteger nonZero(BigInteger value) {
    if (value.signum() == 0) {
      throw new TemplateException("division by zero");
    }
    return value;
  }

  private static double ofReals(String operator, double a, double b) {
    if (b == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
      throw new TemplateException("division by zero");
    }
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "//" -> floorDivided(a, b);
      case "%" -> modulo(a, b);
      default -> throw TemplateException.unsupported("the power of a number with a fraction");
    };
  }

  /** The remainder with the divisor's sign. */
  private static double modulo(double a, double b) {
    double remainder = a % b;
    if (remainder == 0) {
      return Math.copySign(0.0, b);
    }
    return remainder < 0 != b < 0 ? remainder + b : remainder;
  }

  private static double floorDivided(double a, double b) {
    double remainder = a % b;
    double quotient = (a - remainder) / b;
    if (remainder != 0 && remainder < 0 != b < 0) {
      quotient -= 1;
    }
    if (quotient == 0) {
      return Math.copySign(0.0, a / b);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static double real(Value value, String operator) {
    return value instanceof Value.Real number ? number.value() : exact(whole(value, operator));
  }

  /** An {@code int} or {@code bool}. */
  public static BigInteger whole(Value value, String operator) {
    return switch (value) {
      case Value.Int number -> BigInteger.valueOf(number.value());
      case Value.Bool bool -> bool.value() ? BigInteger.ONE : BigInteger.ZERO;
      case Value.Undefined undefined -> throw undefined.failure();
      default ->
          throw new TemplateException("'" + operator + "' does not take " + Values.typeName(value));
    };
  }
}
