package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.syntax.Expression;
import dev.aftlab.activities.lm.template.syntax.Expression.ArgumentList;
import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Budget;
import dev.aftlab.activities.lm.template.value.Comparisons;
import dev.aftlab.activities.lm.template.value.Dict;
import dev.aftlab.activities.lm.template.value.Macro;
import dev.aftlab.activities.lm.template.value.Operators;
import dev.aftlab.activities.lm.template.value.Slices;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Evaluates expressions. Operands are evaluated from left to right, and only as far as Python
 * would.
 */
final class Evaluator {
  private final Budget budget;

  Evaluator(Budget budget) {
    this.budget = budget;
  }

  Value evaluate(Expression expression, Frame frame) {
    budget.step();
    return switch (expression) {
      case Expression.Constant constant -> constant.value();
      case Expression.Name name -> frame.get(name.name());
      case Expression.TupleOf tuple -> new Value.Tuple(all(tuple.items(), frame));
      case Expression.ListOf list -> new Value.Items(all(list.items(), frame));
      case Expression.DictOf literal -> dict(literal, frame);
      case Expression.Unary unary -> unary(unary, frame);
      case Expression.Binary binary -> binary(binary, frame);
      case Expression.Concatenation concatenation -> concatenated(concatenation, frame);
      case Expression.Comparison comparison -> comparison(comparison, frame);
      case Expression.Conditional conditional -> conditional(conditional, frame);
      case Expression.Attribute attribute ->
          Attributes.attribute(evaluate(attribute.object(), frame), attribute.name());
      case Expression.Item item ->
          Attributes.item(evaluate(item.object(), frame), evaluate(item.index(), frame), true);
      case Expression.Slice slice -> slice(slice, frame);
      case Expression.Call call ->
          located(
              call.line(),
              () -> call(evaluate(call.callee(), frame), arguments(call.arguments(), frame)));
      case Expression.Filter filter -> filter(filter, frame, Optional.empty());
      case Expression.Test test -> located(test.line(), () -> Value.Bool.of(holds(test, frame)));
    };
  }

  private boolean holds(Expression.Test test, Frame frame) {
    return Tests.holds(
        test.name(), evaluate(test.input(), frame), arguments(test.arguments(), frame));
  }

  /** Filters of a block, the first of which takes the block's text. */
  Value filtered(Expression filter, Frame frame, String text) {
    return filter(filter, frame, Optional.of(Value.text(text)));
  }

  Value call(Value callee, Arguments arguments) {
    return switch (callee) {
      case Value.Function function -> function.body().call(arguments);
      case Macro macro -> macro.call(arguments);
      case Value.Undefined undefined -> throw undefined.failure();
      default -> throw new TemplateException(Values.typeName(callee) + " cannot be called");
    };
  }

  Arguments arguments(ArgumentList list, Frame frame) {
    List<Value> positional = new ArrayList<>(all(list.positional(), frame));
    Map<String, Value> named = new LinkedHashMap<>();
    list.named().forEach(argument -> named.put(argument.name(), evaluate(argument.value(), frame)));
    list.unpacked()
        .ifPresent(unpacked -> positional.addAll(Values.list(evaluate(unpacked, frame))));
    list.unpackedNamed().ifPresent(unpacked -> unpack(evaluate(unpacked, frame), named));
    return new Arguments(positional, named);
  }

  private static void unpack(Value value, Map<String, Value> named) {
    if (!(value instanceof Dict dict)) {
      throw new TemplateException("'**' takes a dict, not " + Values.typeName(value));
    }
    SelectionFilters.named(dict)
        .forEach(
            (name, item) -> {
              if (named.put(name, item) != null) {
                throw new TemplateException("two values for the argument '" + name + "'");
              }
            });
  }

  private Value filter(Expression expression, Frame frame, Optional<Value> blockText) {
    Expression.Filter filter = (Expression.Filter) expression;
    return located(
        filter.line(),
        () -> {
          Value input =
              filter
                  .input()
                  .map(
                      inner ->
                          blockText.isPresent()
                              ? filter(inner, frame, blockText)
                              : evaluate(inner, frame))
                  .or(() -> blockText)
                  .orElseThrow();
          return Filters.apply(filter.name(), input, arguments(filter.arguments(), frame));
        });
  }

  private static <T> T located(int line, Supplier<T> work) {
    try {
      return work.get();
    } catch (TemplateException failure) {
      throw failure.at(line);
    }
  }

  private List<Value> all(List<Expression> expressions, Frame frame) {
    return expressions.stream().map(expression -> evaluate(expression, frame)).toList();
  }

  private Value dict(Expression.DictOf literal, Frame frame) {
    Dict dict = new Dict();
    for (Expression.Pair pair : literal.pairs()) {
      Value key = evaluate(pair.key(), frame);
      dict.put(key, evaluate(pair.value(), frame));
    }
    return dict;
  }

  private Value unary(Expression.Unary unary, Frame frame) {
    Value operand = evaluate(unary.operand(), frame);
    return switch (unary.operator()) {
      case "not" -> Value.Bool.of(!Values.truth(operand));
      case "-" -> Operators.negate(operand);
      default -> Operators.plus(operand);
    };
  }

  private Value binary(Expression.Binary binary, Frame frame) {
    Value left = evaluate(binary.left(), frame);
    return switch (binary.operator()) {
      case "and" -> Values.truth(left) ? evaluate(binary.right(), frame) : left;
      case "or" -> Values.truth(left) ? left : evaluate(binary.right(), frame);
      default -> Operators.binary(binary.operator(), left, evaluate(binary.right(), frame));
    };
  }

  private Value concatenated(Expression.Concatenation concatenation, Frame frame) {
    String text =
        all(concatenation.parts(), frame).stream().map(Values::str).collect(Collectors.joining());
    Budget.checkLength(text.length());
    return Value.text(text);
  }

  private Value comparison(Expression.Comparison comparison, Frame frame) {
    Value left = evaluate(comparison.first(), frame);
    for (Expression.Operand operand : comparison.rest()) {
      Value right = evaluate(operand.expression(), frame);
      if (!Comparisons.compare(operand.operator(), left, right)) {
        return Value.Bool.FALSE;
      }
      left = right;
    }
    return Value.Bool.TRUE;
  }

  private Value conditional(Expression.Conditional conditional, Frame frame) {
    if (Values.truth(evaluate(conditional.test(), frame))) {
      return evaluate(conditional.then(), frame);
    }
    return conditional
        .otherwise()
        .map(otherwise -> evaluate(otherwise, frame))
        .orElseGet(
            () ->
                new Value.Undefined(
                    "the inline if-expression evaluated to false and no else section was defined"));
  }

  private Value slice(Expression.Slice slice, Frame frame) {
    Value object = evaluate(slice.object(), frame);
    return Slices.of(
        object,
        slice.start().map(one -> evaluate(one, frame)),
        slice.stop().map(one -> evaluate(one, frame)),
        slice.step().map(one -> evaluate(one, frame)));
  }
}
