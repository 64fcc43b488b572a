package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.Filters.Filter;
import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Arguments.Bound;
import dev.aftlab.activities.lm.template.value.Comparisons;
import dev.aftlab.activities.lm.template.value.Operators;
import dev.aftlab.activities.lm.template.value.PythonNumbers;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** Filters that make numbers. */
final class NumberFilters {
  private static final int MOST_DECIMALS = 15;
  private static final double LARGEST_ROUNDED = 1e15;

  private NumberFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("abs", NumberFilters::absolute);
    filters.put("int", NumberFilters::whole);
    filters.put("float", NumberFilters::real);
    filters.put("round", NumberFilters::round);
  }

  private static Value absolute(Value input, Arguments arguments) {
    arguments.bindPositional("abs", 0);
    return input instanceof Value.Real number
        ? new Value.Real(Math.abs(number.value()))
        : Values.integer(Operators.whole(input, "abs").abs());
  }

  private static Value whole(Value input, Arguments arguments) {
    Bound bound = arguments.bind("int", 0, "default", "base");
    if (bound.get(1).filter(base -> !Comparisons.equal(base, Value.integer(10))).isPresent()) {
      throw TemplateException.unsupported("'int' with another base than 10");
    }
    return wholeOf(input).or(() -> bound.get(0)).orElse(Value.integer(0));
  }

  private static Optional<Value> wholeOf(Value input) {
    return switch (input) {
      case Value.Undefined undefined -> throw undefined.failure();
      case Value.Int number -> Optional.of(number);
      case Value.Bool bool -> Optional.of(Value.integer(bool.value() ? 1 : 0));
      case Value.Real number ->
          Optional.of(Values.integer(PythonNumbers.truncated(number.value())));
      default ->
          Comparisons.text(input)
              .flatMap(
                  text ->
                      PythonNumbers.whole(text)
                          .or(() -> PythonNumbers.real(text).map(PythonNumbers::truncated)))
              .map(Values::integer);
    };
  }

  private static Value real(Value input, Arguments arguments) {
    Bound bound = arguments.bind("float", 0, "default");
    Optional<Value> number =
        switch (input) {
          case Value.Undefined undefined -> throw undefined.failure();
          case Value.Real real -> Optional.of(real);
          default ->
              Comparisons.number(input)
                  .map(BigDecimal::doubleValue)
                  .or(() -> Comparisons.text(input).flatMap(PythonNumbers::real))
                  .map(Value.Real::new);
        };
    return number.or(() -> bound.get(0)).orElse(new Value.Real(0));
  }

  private static Value round(Value input, Arguments arguments) {
    Bound bound = arguments.bind("round", 0, "precision", "method");
    int decimals = bound.get(0).map(value -> Operators.whole(value, "round").intValue()).orElse(0);
    String method = bound.get(1).map(Values::str).orElse("common");
    BigDecimal exact =
        Comparisons.number(input)
            .orElseThrow(
                () ->
                    new TemplateException("'round' takes a number, not " + Values.typeName(input)));
    if (decimals < 0
        || decimals > MOST_DECIMALS
        || exact.abs().doubleValue() * Math.pow(10, decimals) > LARGEST_ROUNDED) {
      throw TemplateException.unsupported("rounding " + exact + " to " + decimals + " decimals");
    }
    return switch (method) {
      case "common" ->
          input instanceof Value.Real number
              ? new Value.Real(rounded(number.value(), exact, decimals))
              : Values.integer(exact.toBigInteger());
      case "ceil" -> new Value.Real(Math.ceil(scaled(exact, decimals)) / power(decimals) + 0.0);
      case "floor" -> new Value.Real(Math.floor(scaled(exact, decimals)) / power(decimals) + 0.0);
      default ->
          throw new TemplateException("'round' supports common, ceil and floor, not " + method);
    };
  }

  private static double rounded(double value, BigDecimal exact, int decimals) {
    return Math.copySign(exact.setScale(decimals, RoundingMode.HALF_EVEN).doubleValue(), value);
  }

  private static double scaled(BigDecimal exact, int decimals) {
    return exact.doubleValue() * power(decimals);
  }

  private static double power(int decimals) {
    return BigDecimal.ONE.scaleByPowerOfTen(decimals).doubleValue();
  }
}
