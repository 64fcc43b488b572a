package dev.aftlab.activities.lm.template.syntax;

import java.util.List;
import java.util.Optional;

/** A parsed piece of a template; {@code line} is where it begins. */
public sealed interface Statement {
  int line();

  record Data(String text, int line) implements Statement {}

  record Print(Expression expression, int line) implements Statement {}

  record If(Expression test, List<Statement> then, List<Statement> otherwise, int line)
      implements Statement {}

  record For(
      Target target,
      Expression iterable,
      Optional<Expression> test,
      List<Statement> body,
      List<Statement> otherwise,
      int line)
      implements Statement {}

  record Break(int line) implements Statement {}

  record Continue(int line) implements Statement {}

  record Assign(Target target, Expression value, int line) implements Statement {}

  /** {@code set} with a body; {@code filter} takes the body's text. */
  record AssignBlock(Target target, Optional<Expression> filter, List<Statement> body, int line)
      implements Statement {}

  record With(List<Target> targets, List<Expression> values, List<Statement> body, int line)
      implements Statement {}

  record FilterBlock(Expression filter, List<Statement> body, int line) implements Statement {}

  record MacroDefinition(String name, Callable callable, int line) implements Statement {}

  /** {@code call}: what is called gets the body as its caller. */
  record CallBlock(Callable caller, Expression.Call call, int line) implements Statement {}

  /** {@code generation}: a new scope without further effect. */
  record Generation(Callable body, int line) implements Statement {}

  /** Parameters and body of a macro; the last parameters have {@code defaults}. */
  record Callable(List<String> parameters, List<Expression> defaults, List<Statement> body) {}
}
