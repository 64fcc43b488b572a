package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.syntax.Expression;
import dev.aftlab.activities.lm.template.syntax.Expression.ArgumentList;
import dev.aftlab.activities.lm.template.value.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What an expression mentions: its variables, and its filters and tests. */
final class BoundNames {
  private BoundNames() {}

  /** The variables that it reads, in the order of its text. */
  static void each(Expression expression, Consumer<String> consumer) {
    if (expression instanceof Expression.Name name) {
      consumer.accept(name.name());
    }
    parts(expression).forEach(part -> each(part, consumer));
  }

  static void each(List<Expression> expressions, Consumer<String> consumer) {
    expressions.forEach(expression -> each(expression, consumer));
  }

  static void each(Optional<Expression> expression, Consumer<String> consumer) {
    expression.ifPresent(one -> each(one, consumer));
  }

  /**
   * Rejects an unknown filter or test, unless it is in a conditional expression, where Jinja2 fails
   * only on use.
   */
  static void checkKnown(Expression expression) {
    if (expression instanceof Expression.Filter filter && !Filters.isNameOfOne(filter.name())) {
      throw new TemplateException(filter.line(), "no filter is named '" + filter.name() + "'");
    }
    if (expression instanceof Expression.Test test && !Tests.isNameOfOne(test.name())) {
      throw new TemplateException(test.line(), "no test is named '" + test.name() + "'");
    }
    if (!(expression instanceof Expression.Conditional)) {
      parts(expression).forEach(BoundNames::checkKnown);
    }
  }

  private static List<Expression> parts(Expression expression) {
    return switch (expression) {
      case Expression.Constant constant -> List.of();
      case Expression.Name name -> List.of();
      case Expression.TupleOf tuple -> tuple.items();
      case Expression.ListOf list -> list.items();
      case Expression.DictOf dict ->
          dict.pairs().stream().flatMap(pair -> Stream.of(pair.key(), pair.value())).toList();
      case Expression.Unary unary -> List.of(unary.operand());
      case Expression.Binary binary -> List.of(binary.left(), binary.right());
      case Expression.Concatenation concatenation -> concatenation.parts();
      case Expression.Comparison comparison ->
          Stream.concat(
                  Stream.of(comparison.first()),
                  comparison.rest().stream().map(Expression.Operand::expression))
              .toList();
      case Expression.Conditional conditional ->
          all(List.of(conditional.test(), conditional.then()), List.of(conditional.otherwise()));
      case Expression.Attribute attribute -> List.of(attribute.object());
      case Expression.Item item -> List.of(item.object(), item.index());
      case Expression.Slice slice ->
          all(List.of(slice.object()), List.of(slice.start(), slice.stop(), slice.step()));
      case Expression.Call call -> withArguments(List.of(call.callee()), call.arguments());
      case Expression.Filter filter ->
          withArguments(filter.input().stream().toList(), filter.arguments());
      case Expression.Test test -> withArguments(List.of(test.input()), test.arguments());
    };
  }

  private static List<Expression> all(
      List<Expression> expressions, List<Optional<Expression>> more) {
    List<Expression> all = new ArrayList<>(expressions);
    more.forEach(one -> one.ifPresent(all::add));
    return all;
  }

  private static List<Expression> withArguments(List<Expression> before, ArgumentList arguments) {
    List<Expression> all = new ArrayList<>(before);
    all.addAll(arguments.positional());
    arguments.named().forEach(named -> all.add(named.value()));
    arguments.unpacked().ifPresent(all::add);
    arguments.unpackedNamed().ifPresent(all::add);
    return all;
  }
}
