package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.syntax.Statement;
import dev.aftlab.activities.lm.template.syntax.Statement.Callable;
import dev.aftlab.activities.lm.template.syntax.Target;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables that one scope of a template has for itself, and what each holds when the scope is
 * entered. Found before anything runs, as Jinja2 does: a name that is only read belongs to the
 * nearest enclosing scope that has it; one that is assigned belongs to the scope itself.
 */
final class Scope {
  /** What a variable holds at first. */
  enum Origin {
    /** Whatever the entering statement gives it: a parameter, a loop's variable. */
    GIVEN,
    /** What the template was given under the name. */
    CONTEXT,
    /** What the scope around holds at that moment. */
    OUTER,
    /** Nothing: it is assigned before it can be read. */
    NOTHING
  }

  private static final List<String> OF_MACROS = List.of("caller", "kwargs", "varargs");

  private final Optional<Scope> parent;
  private Map<String, Origin> origins = new LinkedHashMap<>();
  private Set<String> stores = new HashSet<>();

  private Scope(Optional<Scope> parent) {
    this.parent = parent;
  }

  static Scope root(List<Statement> statements) {
    Scope scope = new Scope(Optional.empty());
    scope.visit(statements);
    return scope;
  }

  Scope ofLoop(Statement.For loop) {
    Scope scope = new Scope(Optional.of(this));
    scope.give("loop");
    scope.give(loop.target());
    scope.visit(loop.body());
    return scope;
  }

  Scope ofLoopTest(Statement.For loop) {
    Scope scope = new Scope(Optional.of(this));
    scope.give(loop.target());
    BoundNames.each(loop.test(), scope::load);
    return scope;
  }

  Scope of(List<Statement> statements) {
    Scope scope = new Scope(Optional.of(this));
    scope.visit(statements);
    return scope;
  }

  Scope ofWith(Statement.With with) {
    Scope scope = new Scope(Optional.of(this));
    with.targets().forEach(scope::give);
    scope.visit(with.body());
    return scope;
  }

  Scope ofFilter(Statement.FilterBlock block) {
    Scope scope = of(block.body());
    BoundNames.each(block.filter(), scope::load);
    return scope;
  }

  /** With {@code caller}, {@code kwargs} and {@code varargs} where the body speaks of them. */
  Scope ofCallable(Callable callable) {
    Scope scope = new Scope(Optional.of(this));
    callable.parameters().forEach(scope::give);
    BoundNames.each(callable.defaults(), scope::load);
    scope.visit(callable.body());
    Set<String> mentioned = Mentions.in(callable.body());
    OF_MACROS.stream().filter(mentioned::contains).forEach(scope::give);
    return scope;
  }

  Map<String, Origin> origins() {
    return origins;
  }

  boolean has(String name) {
    return origins.containsKey(name);
  }

  boolean knows(String name) {
    return has(name) || parent.filter(outer -> outer.knows(name)).isPresent();
  }

  private boolean outerKnows(String name) {
    return parent.filter(outer -> outer.knows(name)).isPresent();
  }

  private void give(Target target) {
    switch (target) {
      case Target.Variable variable -> give(variable.name());
      case Target.Several several -> several.targets().forEach(this::give);
      case Target.NamespaceAttribute attribute ->
          throw new TemplateException("an attribute cannot be assigned to here");
    }
  }

  private void give(String name) {
    stores.add(name);
    origins.put(name, Origin.GIVEN);
  }

  private void load(String name) {
    if (!knows(name)) {
      origins.put(name, Origin.CONTEXT);
    }
  }

  private void store(Target target) {
    switch (target) {
      case Target.Variable variable -> store(variable.name());
      case Target.Several several -> several.targets().forEach(this::store);
      case Target.NamespaceAttribute attribute -> load(attribute.namespace());
    }
  }

  private void store(String name) {
    stores.add(name);
    origins.putIfAbsent(name, outerKnows(name) ? Origin.OUTER : Origin.NOTHING);
  }

  private void visit(List<Statement> statements) {
    statements.forEach(this::visit);
  }

  private void visit(Statement statement) {
    switch (statement) {
      case Statement.Data data -> {}
      case Statement.Break jump -> {}
      case Statement.Continue jump -> {}
      case Statement.Generation generation -> {}
      case Statement.Print print -> BoundNames.each(print.expression(), this::load);
      case Statement.If branches -> visitBranches(branches);
      case Statement.For loop -> BoundNames.each(loop.iterable(), this::load);
      case Statement.Assign assign -> {
        BoundNames.each(assign.value(), this::load);
        store(assign.target());
      }
      case Statement.AssignBlock block -> store(block.target());
      case Statement.With with -> BoundNames.each(with.values(), this::load);
      case Statement.FilterBlock block -> BoundNames.each(block.filter(), this::load);
      case Statement.MacroDefinition macro -> store(macro.name());
      case Statement.CallBlock block -> BoundNames.each(block.call(), this::load);
    }
  }

  /** A name that only some branch assigns has, before, what is around. */
  private void visitBranches(Statement.If branches) {
    BoundNames.each(branches.test(), this::load);
    Map<String, Origin> originsBefore = origins;
    Set<String> storesBefore = stores;
    Map<String, Origin> originsAfter = new LinkedHashMap<>(origins);
    Set<String> storesAfter = new HashSet<>(stores);
    for (List<Statement> branch : List.of(branches.then(), branches.otherwise())) {
      origins = new LinkedHashMap<>(originsBefore);
      stores = new HashSet<>(storesBefore);
      visit(branch);
      originsAfter.putAll(origins);
      storesAfter.addAll(stores);
    }
    origins = originsAfter;
    stores = storesAfter;
    Set<String> fresh = new HashSet<>(stores);
    fresh.removeAll(storesBefore);
    fresh.forEach(name -> origins.put(name, outerKnows(name) ? Origin.OUTER : Origin.CONTEXT));
  }

  /** A frame of this scope as it is entered. */
  Map<String, Value> entered(Context context, Optional<Frame> around) {
    Map<String, Value> values = new HashMap<>();
    origins.forEach(
        (name, origin) ->
            initial(name, origin, context, around).ifPresent(value -> values.put(name, value)));
    return values;
  }

  private static Optional<Value> initial(
      String name, Origin origin, Context context, Optional<Frame> around) {
    return switch (origin) {
      case GIVEN, NOTHING -> Optional.empty();
      case CONTEXT -> context.find(name);
      case OUTER -> around.orElseThrow().find(name);
    };
  }
}
