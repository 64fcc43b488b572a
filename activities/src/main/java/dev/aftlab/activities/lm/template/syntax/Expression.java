package dev.aftlab.activities.lm.template.syntax;

import dev.aftlab.activities.lm.template.value.Value;
import java.util.List;
import java.util.Optional;

/** A parsed expression. */
public sealed interface Expression {
  record Constant(Value value) implements Expression {}

  record Name(String name) implements Expression {}

  record TupleOf(List<Expression> items) implements Expression {}

  record ListOf(List<Expression> items) implements Expression {}

  record DictOf(List<Pair> pairs) implements Expression {}

  record Pair(Expression key, Expression value) {}

  record Unary(String operator, Expression operand) implements Expression {}

  /** Arithmetic, and {@code and} and {@code or}. */
  record Binary(String operator, Expression left, Expression right) implements Expression {}

  /** Parts joined by {@code ~}. */
  record Concatenation(List<Expression> parts) implements Expression {}

  /** A chain such as {@code a < b <= c}. */
  record Comparison(Expression first, List<Operand> rest) implements Expression {}

  record Operand(String operator, Expression expression) {}

  record Conditional(Expression test, Expression then, Optional<Expression> otherwise)
      implements Expression {}

  /** {@code object.name}: the attribute, else the item. */
  record Attribute(Expression object, String name) implements Expression {}

  /** {@code object[index]}: the item, else the attribute. */
  record Item(Expression object, Expression index) implements Expression {}

  record Slice(
      Expression object,
      Optional<Expression> start,
      Optional<Expression> stop,
      Optional<Expression> step)
      implements Expression {}

  record Call(Expression callee, ArgumentList arguments, int line) implements Expression {}

  /** A filter; without an input it takes the text of the block that it belongs to. */
  record Filter(Optional<Expression> input, String name, ArgumentList arguments, int line)
      implements Expression {}

  record Test(Expression input, String name, ArgumentList arguments, int line)
      implements Expression {}

  /** The arguments of a call. */
  record ArgumentList(
      List<Expression> positional,
      List<Named> named,
      Optional<Expression> unpacked,
      Optional<Expression> unpackedNamed) {
    static final ArgumentList NONE =
        new ArgumentList(List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  record Named(String name, Expression value) {}
}
