package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.syntax.Expression;
import dev.aftlab.activities.lm.template.syntax.Statement;
import dev.aftlab.activities.lm.template.value.TemplateException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/** The scopes of a whole template: one for itself, and those that its statements open. */
final class Scopes {
  private final Scope root;
  private final IdentityHashMap<Object, Scope> bodies = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Scope> tests = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Scope> alternatives = new IdentityHashMap<>();

  Scopes(List<Statement> template) {
    root = Scope.root(template);
    find(template, root);
  }

  Scope root() {
    return root;
  }

  /** The scope of a statement's or callable's body. */
  Scope body(Object owner) {
    return of(bodies, owner);
  }

  Scope test(Statement.For loop) {
    return of(tests, loop);
  }

  Scope alternative(Statement.For loop) {
    return of(alternatives, loop);
  }

  private static Scope of(IdentityHashMap<Object, Scope> scopes, Object owner) {
    return Objects.requireNonNull(scopes.get(owner), "a statement of another template");
  }

  private void find(List<Statement> statements, Scope scope) {
    find(statements, scope, false);
  }

  /**
   * @param conditional whether the statements are inside an {@code if} of this scope, so that an
   *     unknown filter fails only on use
   */
  private void find(List<Statement> statements, Scope scope, boolean conditional) {
    for (Statement statement : statements) {
      try {
        find(statement, scope);
        if (!conditional) {
          evaluatedHere(statement).forEach(BoundNames::checkKnown);
        }
      } catch (TemplateException failure) {
        throw failure.at(statement.line());
      }
    }
  }

  private void find(Statement statement, Scope scope) {
    switch (statement) {
      case Statement.Data data -> {}
      case Statement.Print print -> {}
      case Statement.Break jump -> {}
      case Statement.Continue jump -> {}
      case Statement.Assign assign -> {}
      case Statement.Generation generation -> find(generation.body(), scope);
      case Statement.MacroDefinition macro -> find(macro.callable(), scope);
      case Statement.CallBlock block -> find(block.caller(), scope);
      case Statement.If branches -> {
        find(branches.then(), scope, true);
        find(branches.otherwise(), scope, true);
      }
      case Statement.For loop -> findLoop(loop, scope);
      case Statement.AssignBlock block -> {
        Scope inner = scope.of(block.body());
        BoundNames.each(block.filter(), name -> checkKnown(inner, name));
        block.filter().ifPresent(BoundNames::checkKnown);
        open(block, inner, block.body());
      }
      case Statement.With with -> open(with, scope.ofWith(with), with.body());
      case Statement.FilterBlock block -> {
        BoundNames.checkKnown(block.filter());
        open(block, scope.ofFilter(block), block.body());
      }
    }
  }

  private void findLoop(Statement.For loop, Scope scope) {
    loop.test().ifPresent(BoundNames::checkKnown);
    tests.put(loop, scope.ofLoopTest(loop));
    open(loop, scope.ofLoop(loop), loop.body());
    Scope alternative = scope.of(loop.otherwise());
    alternatives.put(loop, alternative);
    find(loop.otherwise(), alternative);
  }

  /** The expressions of a statement that belong to the scope around it. */
  private static List<Expression> evaluatedHere(Statement statement) {
    return switch (statement) {
      case Statement.Print print -> List.of(print.expression());
      case Statement.For loop -> List.of(loop.iterable());
      case Statement.Assign assign -> List.of(assign.value());
      case Statement.With with -> with.values();
      case Statement.CallBlock block -> List.of(block.call());
      default -> List.of();
    };
  }

  /**
   * Jinja2 cannot compile a filter of a block of {@code set} with a name that nothing else
   * mentions.
   */
  private static void checkKnown(Scope scope, String name) {
    if (!scope.knows(name)) {
      throw new TemplateException("the name '" + name + "' is unknown to the filter of this block");
    }
  }

  private void find(Statement.Callable callable, Scope scope) {
    callable.defaults().forEach(BoundNames::checkKnown);
    open(callable, scope.ofCallable(callable), callable.body());
  }

  private void open(Object owner, Scope scope, List<Statement> statements) {
    bodies.put(owner, scope);
    find(statements, scope);
  }
}
