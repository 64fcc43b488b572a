package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.syntax.Expression;
import dev.aftlab.activities.lm.template.syntax.Statement;
import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Budget;
import dev.aftlab.activities.lm.template.value.Comparisons;
import dev.aftlab.activities.lm.template.value.LazySequences;
import dev.aftlab.activities.lm.template.value.Loop;
import dev.aftlab.activities.lm.template.value.Macro;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Runs statements, writing their text. Made for one rendering. */
final class Interpreter {
  private final Scopes scopes;
  private final Budget budget = new Budget();
  private final Evaluator evaluator = new Evaluator(budget);

  Interpreter(Scopes scopes) {
    this.scopes = scopes;
  }

  /** How a list of statements ended. */
  enum Ending {
    DONE,
    BREAK,
    CONTINUE
  }

  Budget budget() {
    return budget;
  }

  Value evaluate(Expression expression, Frame frame) {
    return evaluator.evaluate(expression, frame);
  }

  Ending run(List<Statement> statements, Frame frame, StringBuilder out) {
    for (Statement statement : statements) {
      budget.step();
      Ending ending = located(statement, frame, out);
      if (ending != Ending.DONE) {
        return ending;
      }
    }
    return Ending.DONE;
  }

  private Ending located(Statement statement, Frame frame, StringBuilder out) {
    try {
      Ending ending = run(statement, frame, out);
      Budget.checkLength(out.length());
      return ending;
    } catch (TemplateException failure) {
      throw failure.at(statement.line());
    } catch (ArithmeticException overflow) {
      throw new TemplateException(
          statement.line(), "a whole number beyond 64 bits is not supported");
    }
  }

  private Ending run(Statement statement, Frame frame, StringBuilder out) {
    return switch (statement) {
      case Statement.Data data -> done(() -> out.append(data.text()));
      case Statement.Print print ->
          done(() -> out.append(Values.str(evaluate(print.expression(), frame))));
      case Statement.Break jump -> Ending.BREAK;
      case Statement.Continue jump -> Ending.CONTINUE;
      case Statement.If branches ->
          run(
              Values.truth(evaluate(branches.test(), frame))
                  ? branches.then()
                  : branches.otherwise(),
              frame,
              out);
      case Statement.For loop -> loop(loop, frame, out);
      case Statement.Assign assign -> done(() -> assign(assign, frame));
      case Statement.AssignBlock block -> assignBlock(block, frame);
      case Statement.With with -> with(with, frame, out);
      case Statement.FilterBlock block -> filterBlock(block, frame, out);
      case Statement.MacroDefinition macro ->
          done(() -> frame.set(macro.name(), macro(macro.name(), macro.callable(), frame)));
      case Statement.CallBlock block -> done(() -> out.append(called(block, frame)));
      case Statement.Generation generation ->
          done(
              () ->
                  out.append(Values.str(macro("", generation.body(), frame).call(Arguments.NONE))));
    };
  }

  private static Ending done(Runnable work) {
    work.run();
    return Ending.DONE;
  }

  private Macro macro(String name, Statement.Callable callable, Frame frame) {
    return new Macro(name, new MacroBody(name, callable, scopes.body(callable), frame, this));
  }

  /**
   * The alternative runs when no turn came to its end, be it for want of items or because each was
   * cut short.
   */
  private Ending loop(Statement.For loop, Frame frame, StringBuilder out) {
    Loop turns = new Loop(items(loop, frame), 0);
    Frame body = frame.inner(scopes.body(loop));
    boolean completed = false;
    while (turns.hasNext()) {
      budget.step();
      Value item = turns.next();
      body.enter();
      body.set("loop", turns);
      Assignment.assign(loop.target(), item, body);
      Ending ending = run(loop.body(), body, out);
      if (ending == Ending.BREAK) {
        break;
      }
      completed |= ending == Ending.DONE;
    }
    body.leave();
    return completed
        ? Ending.DONE
        : run(loop.otherwise(), frame.inner(scopes.alternative(loop)), out);
  }

  private Value items(Statement.For loop, Frame frame) {
    Value iterable = evaluate(loop.iterable(), frame);
    if (loop.test().isEmpty()) {
      return iterable;
    }
    Expression test = loop.test().get();
    Iterator<Value> all = Values.iterator(iterable);
    Frame tested = frame.inner(scopes.test(loop));
    return new Value.Lazy(
        LazySequences.made(
            all,
            item -> {
              Assignment.assign(loop.target(), item, tested);
              return Values.truth(evaluate(test, tested))
                  ? Optional.of(Assignment.taken(loop.target(), tested))
                  : Optional.empty();
            }));
  }

  private void assign(Statement.Assign assign, Frame frame) {
    Assignment.checkNamespaces(assign.target(), frame);
    Assignment.assign(assign.target(), evaluate(assign.value(), frame), frame);
  }

  private Ending assignBlock(Statement.AssignBlock block, Frame frame) {
    Frame inner = frame.inner(scopes.body(block));
    StringBuilder text = new StringBuilder();
    Ending ending = run(block.body(), inner, text);
    if (ending == Ending.DONE) {
      Value value =
          block
              .filter()
              .map(filter -> evaluator.filtered(filter, inner, text.toString()))
              .orElseGet(() -> Value.text(text.toString()));
      Assignment.checkNamespaces(block.target(), frame);
      Assignment.assign(block.target(), value, frame);
      inner.leave();
    }
    return ending;
  }

  private Ending with(Statement.With with, Frame frame, StringBuilder out) {
    Frame inner = frame.inner(scopes.body(with));
    for (int i = 0; i < with.targets().size(); i++) {
      Assignment.assign(with.targets().get(i), evaluate(with.values().get(i), frame), inner);
    }
    Ending ending = run(with.body(), inner, out);
    if (ending == Ending.DONE) {
      inner.leave();
    }
    return ending;
  }

  private Ending filterBlock(Statement.FilterBlock block, Frame frame, StringBuilder out) {
    Frame inner = frame.inner(scopes.body(block));
    StringBuilder text = new StringBuilder();
    Ending ending = run(block.body(), inner, text);
    if (ending == Ending.DONE) {
      out.append(text(evaluator.filtered(block.filter(), inner, text.toString())));
      inner.leave();
    }
    return ending;
  }

  private String called(Statement.CallBlock block, Frame frame) {
    Arguments arguments = evaluator.arguments(block.call().arguments(), frame);
    if (arguments.named().containsKey("caller")) {
      throw new TemplateException("a second argument named 'caller'");
    }
    Value callee = evaluate(block.call().callee(), frame);
    if (!(callee instanceof Macro)) {
      throw TemplateException.unsupported("'call' of " + Values.typeName(callee));
    }
    arguments.named().put("caller", macro("", block.caller(), frame));
    return text(evaluator.call(callee, arguments));
  }

  private static String text(Value value) {
    return Comparisons.text(value)
        .orElseThrow(
            () -> new TemplateException("a block writes text, not " + Values.typeName(value)));
  }
}
