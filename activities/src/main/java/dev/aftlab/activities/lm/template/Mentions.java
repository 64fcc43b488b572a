package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.syntax.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every name that statements read, those in inner scopes included. */
final class Mentions {
  private final Set<String> names = new HashSet<>();

  private Mentions() {}

  static Set<String> in(List<Statement> statements) {
    Mentions mentions = new Mentions();
    mentions.visit(statements);
    return mentions.names;
  }

  private void visit(List<Statement> statements) {
    statements.forEach(this::visit);
  }

  private void visit(Statement statement) {
    switch (statement) {
      case Statement.Data data -> {}
      case Statement.Break jump -> {}
      case Statement.Continue jump -> {}
      case Statement.Generation generation -> visit(generation.body());
      case Statement.Print print -> BoundNames.each(print.expression(), names::add);
      case Statement.If branches -> visit(branches);
      case Statement.For loop -> visit(loop);
      case Statement.Assign assign -> BoundNames.each(assign.value(), names::add);
      case Statement.AssignBlock block -> {
        BoundNames.each(block.filter(), names::add);
        visit(block.body());
      }
      case Statement.With with -> {
        BoundNames.each(with.values(), names::add);
        visit(with.body());
      }
      case Statement.FilterBlock block -> {
        BoundNames.each(block.filter(), names::add);
        visit(block.body());
      }
      case Statement.MacroDefinition macro -> visit(macro.callable());
      case Statement.CallBlock block -> {
        BoundNames.each(block.call(), names::add);
        visit(block.caller());
      }
    }
  }

  private void visit(Statement.If branches) {
    BoundNames.each(branches.test(), names::add);
    visit(branches.then());
    visit(branches.otherwise());
  }

  private void visit(Statement.For loop) {
    BoundNames.each(loop.iterable(), names::add);
    BoundNames.each(loop.test(), names::add);
    visit(loop.body());
    visit(loop.otherwise());
  }

  private void visit(Statement.Callable callable) {
    BoundNames.each(callable.defaults(), names::add);
    visit(callable.body());
  }
}
