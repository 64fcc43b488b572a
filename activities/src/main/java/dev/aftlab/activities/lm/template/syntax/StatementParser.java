package dev.aftlab.activities.lm.template.syntax;

import dev.aftlab.activities.lm.template.syntax.Statement.Callable;
import dev.aftlab.activities.lm.template.value.TemplateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tags and the text between them. A tag that is not known here is refused by its name. */
public final class StatementParser {
  private static final Set<String> RESERVED = Set.of("loop", "caller", "kwargs", "varargs", "self");
  private static final int DEEPEST = 50;
  private static final int MOST_LOOPS_DEEP = 15;

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private int depth;
  private int loops;

  private StatementParser(Tokens tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
  }

  public static List<Statement> parse(String template) {
    return new StatementParser(new Tokens(Lexer.tokens(template))).statements(Set.of());
  }

  /**
   * Up to a tag of one of the names, whose name is then the current token; up to the end for none.
   */
  private List<Statement> statements(Set<String> ends) {
    if (++depth > DEEPEST) {
      throw new TemplateException(
          tokens.line(), "tags nested deeper than " + DEEPEST + " are not supported");
    }
    List<Statement> statements = new ArrayList<>();
    while (!tokens.at(Token.Type.END)) {
      int line = tokens.line();
      if (tokens.at(Token.Type.DATA)) {
        statements.add(new Statement.Data(tokens.next().text(), line));
      } else if (tokens.at(Token.Type.PRINT_BEGIN)) {
        tokens.next();
        statements.add(new Statement.Print(expressions.tuple(), line));
        tokens.expect(Token.Type.PRINT_END, "'}}'");
      } else {
        tokens.expect(Token.Type.BLOCK_BEGIN, "a tag");
        if (tokens.at(Token.Type.NAME) && ends.contains(tokens.current().text())) {
          depth--;
          return statements;
        }
        statement(statements);
        tokens.expect(Token.Type.BLOCK_END, "'%}'");
      }
    }
    if (!ends.isEmpty()) {
      throw tokens.failure("expected " + String.join(" or ", ends.stream().sorted().toList()));
    }
    depth--;
    return statements;
  }

  private List<Statement> body(String... ends) {
    tokens.skipOperator(":");
    tokens.expect(Token.Type.BLOCK_END, "'%}'");
    return statements(Set.of(ends));
  }

  private void statement(List<Statement> into) {
    Token tag = tokens.expect(Token.Type.NAME, "a tag's name");
    int line = tag.line();
    switch (tag.text()) {
      case "for" -> into.add(loop(line));
      case "if" -> into.add(condition(line));
      case "set" -> into.add(assignment(line));
      case "with" -> into.add(with(line));
      case "macro" -> into.add(macro(line));
      case "call" -> into.add(callBlock(line));
      case "filter" -> into.add(filterBlock(line));
      case "generation" -> into.add(generation(line));
      case "print" -> print(into, line);
      case "break", "continue" -> into.add(jump(tag));
      default -> throw new TemplateException(line, "the tag '" + tag.text() + "' is not supported");
    }
  }

  private void print(List<Statement> into, int line) {
    boolean first = true;
    while (!tokens.at(Token.Type.BLOCK_END)) {
      if (!first) {
        tokens.expectOperator(",");
      }
      first = false;
      into.add(new Statement.Print(expressions.expression(), line));
    }
  }

  private Statement jump(Token tag) {
    if (loops == 0) {
      throw new TemplateException(tag.line(), "'" + tag.text() + "' outside of a loop");
    }
    return tag.text().equals("break")
        ? new Statement.Break(tag.line())
        : new Statement.Continue(tag.line());
  }

  private Statement loop(int line) {
    Target target = target(false, "in");
    tokens.expectName("in");
    Expression iterable = expressions.tupleWithoutCondition("recursive");
    Optional<Expression> test =
        tokens.skipName("if") ? Optional.of(expressions.expression()) : Optional.empty();
    if (tokens.atName("recursive")) {
      throw new TemplateException(line, "a recursive loop is not supported");
    }
    if (++loops > MOST_LOOPS_DEEP) {
      throw new TemplateException(
          line, "loops nested deeper than " + MOST_LOOPS_DEEP + " are not supported");
    }
    List<Statement> body = body("endfor", "else");
    loops--;
    List<Statement> otherwise = List.of();
    if (tokens.next().isName("else")) {
      otherwise = body("endfor");
      tokens.next();
    }
    return new Statement.For(target, iterable, test, body, otherwise, line);
  }

  private Statement condition(int line) {
    Expression test = expressions.tupleWithoutCondition("");
    List<Statement> then = body("elif", "else", "endif");
    Token end = tokens.next();
    List<Statement> otherwise = List.of();
    if (end.isName("elif")) {
      otherwise = List.of(condition(end.line()));
    } else if (end.isName("else")) {
      otherwise = body("endif");
      tokens.next();
    }
    return new Statement.If(test, then, otherwise, line);
  }

  private Statement assignment(int line) {
    Target target = target(true, "");
    if (tokens.skipOperator("=")) {
      return new Statement.Assign(target, expressions.tuple(), line);
    }
    Optional<Expression> filter = expressions.filters(Optional.empty());
    List<Statement> body = body("endset");
    tokens.next();
    return new Statement.AssignBlock(target, filter, body, line);
  }

  private Statement with(int line) {
    List<Target> targets = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.at(Token.Type.BLOCK_END)) {
      if (!targets.isEmpty()) {
        tokens.expectOperator(",");
      }
      targets.add(target(false, ""));
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    List<Statement> body = body("endwith");
    tokens.next();
    return new Statement.With(targets, values, body, line);
  }

  private Statement filterBlock(int line) {
    Expression filter = expressions.filter(Optional.empty());
    filter = expressions.filters(Optional.of(filter)).orElseThrow();
    List<Statement> body = body("endfilter");
    tokens.next();
    return new Statement.FilterBlock(filter, body, line);
  }

  private Statement macro(int line) {
    String name = name();
    tokens.expectOperator("(");
    Callable callable = callable(true, "endmacro");
    return new Statement.MacroDefinition(name, callable, line);
  }

  private Statement callBlock(int line) {
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    if (tokens.skipOperator("(")) {
      signature(parameters, defaults);
    }
    if (!(expressions.expression() instanceof Expression.Call call)) {
      throw new TemplateException(line, "'call' without a call");
    }
    return new Statement.CallBlock(
        new Callable(parameters, defaults, apart("endcall")), call, line);
  }

  private Statement generation(int line) {
    return new Statement.Generation(
        new Callable(List.of(), List.of(), apart("endgeneration")), line);
  }

  private Callable callable(boolean signature, String end) {
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    if (signature) {
      signature(parameters, defaults);
    }
    return new Callable(parameters, defaults, apart(end));
  }

  /** A body that is its own function, so that no loop reaches into it. */
  private List<Statement> apart(String end) {
    int outer = loops;
    loops = 0;
    List<Statement> body = body(end);
    loops = outer;
    tokens.next();
    return body;
  }

  private void signature(List<String> parameters, List<Expression> defaults) {
    Set<String> seen = new HashSet<>();
    while (!tokens.skipOperator(")")) {
      if (!parameters.isEmpty()) {
        tokens.expectOperator(",");
      }
      String parameter = name();
      if (!seen.add(parameter)) {
        throw new TemplateException(tokens.line(), "a second parameter named '" + parameter + "'");
      }
      if (tokens.skipOperator("=")) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw new TemplateException(
            tokens.line(),
            "parameter '" + parameter + "' without a default after one with a default");
      }
      parameters.add(parameter);
    }
  }

  private String name() {
    return assignable(tokens.expect(Token.Type.NAME, "a name").text());
  }

  private Target target(boolean namespaces, String end) {
    List<Target> targets = new ArrayList<>();
    boolean several = false;
    while (!tokens.at(Token.Type.BLOCK_END)
        && !tokens.atOperator(")")
        && (end.isEmpty() || !tokens.atName(end))) {
      targets.add(simpleTarget(namespaces));
      if (!tokens.atOperator(",")) {
        break;
      }
      several = true;
      tokens.next();
    }
    if (targets.isEmpty()) {
      throw tokens.failure("expected a name to assign to");
    }
    return several ? new Target.Several(targets) : targets.getFirst();
  }

  private Target simpleTarget(boolean namespaces) {
    if (namespaces && tokens.at(Token.Type.NAME) && tokens.following().isOperator(".")) {
      String namespace = tokens.next().text();
      tokens.next();
      return new Target.NamespaceAttribute(
          namespace, tokens.expect(Token.Type.NAME, "a name").text());
    }
    return asTarget(expressions.primary());
  }

  private Target asTarget(Expression expression) {
    return switch (expression) {
      case Expression.Name name -> new Target.Variable(assignable(name.name()));
      case Expression.TupleOf tuple ->
          new Target.Several(tuple.items().stream().map(this::asTarget).toList());
      default -> throw tokens.failure("expected a name to assign to");
    };
  }

  private String assignable(String name) {
    if (RESERVED.contains(name)
        || Set.of("true", "false", "none", "True", "False", "None").contains(name)) {
      throw new TemplateException(
          tokens.line(), "an assignment to '" + name + "' is not supported");
    }
    return name;
  }
}
