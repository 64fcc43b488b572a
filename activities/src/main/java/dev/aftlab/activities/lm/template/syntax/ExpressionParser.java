package dev.aftlab.activities.lm.template.syntax;

import dev.aftlab.activities.lm.template.syntax.Expression.ArgumentList;
import dev.aftlab.activities.lm.template.syntax.Expression.Named;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Expressions by Jinja2's precedence, loosest first: {@code if else}, {@code or}, {@code and},
 * {@code not}, comparisons and {@code in}, {@code + -}, {@code ~}, {@code * / // %}, {@code **},
 * unary {@code + -}, then attributes, calls, filters and tests of the preceding operand.
 */
public final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> PRODUCTS = Set.of("*", "/", "//", "%");
  private static final int DEEPEST = 100;

  private final Tokens tokens;
  private int depth;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Expression expression() {
    if (++depth > DEEPEST) {
      throw new TemplateException(
          tokens.line(), "an expression deeper than " + DEEPEST + " is not supported");
    }
    Expression result = or();
    while (tokens.skipName("if")) {
      Expression test = or();
      Optional<Expression> otherwise =
          tokens.skipName("else") ? Optional.of(expression()) : Optional.empty();
      result = new Expression.Conditional(test, result, otherwise);
    }
    depth--;
    return result;
  }

  /** One expression, or several as a tuple. */
  Expression tuple() {
    return tuple(true, false, "");
  }

  /**
   * As {@link #tuple}, without conditional expressions outside of parentheses, and up to {@code
   * end}, a name.
   */
  Expression tupleWithoutCondition(String end) {
    return tuple(false, false, end);
  }

  private Expression tuple(boolean conditions, boolean parentheses, String end) {
    List<Expression> items = new ArrayList<>();
    boolean several = false;
    while (true) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
      }
      if (tupleEnds(end)) {
        break;
      }
      items.add(conditions ? expression() : or());
      if (!tokens.atOperator(",")) {
        break;
      }
      several = true;
    }
    if (!several && !items.isEmpty()) {
      return items.getFirst();
    }
    if (!several && !parentheses) {
      throw tokens.failure("expected an expression");
    }
    return new Expression.TupleOf(items);
  }

  private boolean tupleEnds(String end) {
    return tokens.at(Token.Type.PRINT_END)
        || tokens.at(Token.Type.BLOCK_END)
        || tokens.atOperator(")")
        || (!end.isEmpty() && tokens.atName(end));
  }

  private Expression or() {
    Expression left = and();
    while (tokens.skipName("or")) {
      left = new Expression.Binary("or", left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.skipName("and")) {
      left = new Expression.Binary("and", left, not());
    }
    return left;
  }

  private Expression not() {
    return tokens.skipName("not") ? new Expression.Unary("not", not()) : comparison();
  }

  private Expression comparison() {
    Expression first = sum();
    List<Expression.Operand> rest = new ArrayList<>();
    while (true) {
      if (tokens.at(Token.Type.OPERATOR) && COMPARISONS.contains(tokens.current().text())) {
        rest.add(new Expression.Operand(tokens.next().text(), sum()));
      } else if (tokens.skipName("in")) {
        rest.add(new Expression.Operand("in", sum()));
      } else if (tokens.atName("not") && tokens.following().isName("in")) {
        tokens.next();
        tokens.next();
        rest.add(new Expression.Operand("not in", sum()));
      } else {
        return rest.isEmpty() ? first : new Expression.Comparison(first, rest);
      }
    }
  }

  private Expression sum() {
    Expression left = concatenation();
    while (tokens.atOperator("+") || tokens.atOperator("-")) {
      left = new Expression.Binary(tokens.next().text(), left, concatenation());
    }
    return left;
  }

  private Expression concatenation() {
    List<Expression> parts = new ArrayList<>(List.of(product()));
    while (tokens.skipOperator("~")) {
      parts.add(product());
    }
    return parts.size() == 1 ? parts.getFirst() : new Expression.Concatenation(parts);
  }

  private Expression product() {
    Expression left = power();
    while (tokens.at(Token.Type.OPERATOR) && PRODUCTS.contains(tokens.current().text())) {
      left = new Expression.Binary(tokens.next().text(), left, power());
    }
    return left;
  }

  private Expression power() {
    Expression left = unary(true);
    while (tokens.skipOperator("**")) {
      left = new Expression.Binary("**", left, unary(true));
    }
    return left;
  }

  private Expression unary(boolean filters) {
    Expression operand =
        tokens.atOperator("-") || tokens.atOperator("+")
            ? new Expression.Unary(tokens.next().text(), unary(false))
            : primary();
    Expression result = postfix(operand);
    return filters ? filtersAndTests(result) : result;
  }

  Expression primary() {
    Token token = tokens.current();
    return switch (token.type()) {
      case NAME -> {
        tokens.next();
        yield named(token.text());
      }
      case STRING -> strings();
      case NUMBER -> {
        tokens.next();
        yield new Expression.Constant(token.value());
      }
      default -> bracketed();
    };
  }

  private static Expression named(String name) {
    return switch (name) {
      case "true", "True" -> new Expression.Constant(Value.Bool.TRUE);
      case "false", "False" -> new Expression.Constant(Value.Bool.FALSE);
      case "none", "None" -> new Expression.Constant(Value.None.NONE);
      default -> new Expression.Name(name);
    };
  }

  private Expression strings() {
    StringBuilder text = new StringBuilder();
    while (tokens.at(Token.Type.STRING)) {
      text.append(((Value.Text) tokens.next().value()).text());
    }
    return new Expression.Constant(Value.text(text.toString()));
  }

  private Expression bracketed() {
    if (tokens.skipOperator("(")) {
      Expression inner = tuple(true, true, "");
      tokens.expectOperator(")");
      return inner;
    }
    if (tokens.skipOperator("[")) {
      return new Expression.ListOf(items());
    }
    if (tokens.skipOperator("{")) {
      return new Expression.DictOf(pairs());
    }
    throw tokens.failure("expected an expression");
  }

  private List<Expression> items() {
    List<Expression> items = new ArrayList<>();
    while (!tokens.skipOperator("]")) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.skipOperator("]")) {
          break;
        }
      }
      items.add(expression());
    }
    return items;
  }

  private List<Expression.Pair> pairs() {
    List<Expression.Pair> pairs = new ArrayList<>();
    while (!tokens.skipOperator("}")) {
      if (!pairs.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.skipOperator("}")) {
          break;
        }
      }
      Expression key = expression();
      if (key instanceof Expression.ListOf || key instanceof Expression.DictOf) {
        throw new TemplateException(tokens.line(), "a list or dict cannot be a key");
      }
      tokens.expectOperator(":");
      pairs.add(new Expression.Pair(key, expression()));
    }
    return pairs;
  }

  Expression postfix(Expression object) {
    Expression result = object;
    while (true) {
      if (tokens.skipOperator(".")) {
        result = attribute(result);
      } else if (tokens.skipOperator("[")) {
        result = subscript(result);
      } else if (tokens.atOperator("(")) {
        result = call(result);
      } else {
        return result;
      }
    }
  }

  private Expression attribute(Expression object) {
    Token name = tokens.next();
    if (name.type() == Token.Type.NAME) {
      return new Expression.Attribute(object, name.text());
    }
    if (name.value() instanceof Value.Int) {
      return new Expression.Item(object, new Expression.Constant(name.value()));
    }
    throw new TemplateException(
        name.line(), "expected a name or number after '.', not " + name.described());
  }

  private Expression subscript(Expression object) {
    Optional<Expression> start =
        tokens.atOperator(":") ? Optional.empty() : Optional.of(expression());
    if (!tokens.atOperator(":")) {
      Expression index = start.orElseThrow();
      if (tokens.atOperator(",")) {
        throw new TemplateException(tokens.line(), "several subscripts are not supported");
      }
      tokens.expectOperator("]");
      return new Expression.Item(object, index);
    }
    tokens.next();
    Optional<Expression> stop = boundary();
    Optional<Expression> step = tokens.skipOperator(":") ? boundary() : Optional.empty();
    tokens.expectOperator("]");
    return new Expression.Slice(object, start, stop, step);
  }

  private Optional<Expression> boundary() {
    return tokens.atOperator(":") || tokens.atOperator("]")
        ? Optional.empty()
        : Optional.of(expression());
  }

  private Expression call(Expression callee) {
    int line = tokens.line();
    return new Expression.Call(callee, arguments(), line);
  }

  private ArgumentList arguments() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    List<Named> named = new ArrayList<>();
    Optional<Expression> unpacked = Optional.empty();
    Optional<Expression> unpackedNamed = Optional.empty();
    for (boolean first = true; atArgument(first); first = false) {
      if (tokens.atOperator("*")) {
        ensure(unpacked.isEmpty() && unpackedNamed.isEmpty());
        tokens.next();
        unpacked = Optional.of(expression());
      } else if (tokens.atOperator("**")) {
        ensure(unpackedNamed.isEmpty());
        tokens.next();
        unpackedNamed = Optional.of(expression());
      } else if (tokens.at(Token.Type.NAME) && tokens.following().isOperator("=")) {
        ensure(unpackedNamed.isEmpty());
        named.add(argument(named));
      } else {
        ensure(unpacked.isEmpty() && unpackedNamed.isEmpty() && named.isEmpty());
        positional.add(expression());
      }
    }
    tokens.expectOperator(")");
    return new ArgumentList(positional, named, unpacked, unpackedNamed);
  }

  /** Whether another argument follows, after the comma between two or after the last. */
  private boolean atArgument(boolean first) {
    if (!first && !tokens.atOperator(")")) {
      tokens.expectOperator(",");
    }
    return !tokens.atOperator(")");
  }

  private Named argument(List<Named> before) {
    String name = tokens.next().text();
    tokens.next();
    if (before.stream().anyMatch(one -> one.name().equals(name))
        || name.equals("_loop_vars")
        || name.equals("_block_vars")) {
      throw new TemplateException(tokens.line(), "a second argument named '" + name + "'");
    }
    return new Named(name, expression());
  }

  private void ensure(boolean valid) {
    if (!valid) {
      throw new TemplateException(tokens.line(), "arguments in an order that a call cannot have");
    }
  }

  private Expression filtersAndTests(Expression input) {
    Expression result = input;
    while (true) {
      if (tokens.atOperator("|")) {
        result = filters(Optional.of(result)).orElseThrow();
      } else if (tokens.atName("is")) {
        result = test(result);
      } else if (tokens.atOperator("(")) {
        result = call(result);
      } else {
        return result;
      }
    }
  }

  /**
   * The filters that follow, each after its {@code |}; without an input the first takes a block's
   * text.
   */
  Optional<Expression> filters(Optional<Expression> input) {
    Optional<Expression> result = input;
    while (tokens.skipOperator("|")) {
      result = Optional.of(filter(result));
    }
    return result;
  }

  /** One filter, whose {@code |} has been read or is not there. */
  Expression filter(Optional<Expression> input) {
    int line = tokens.line();
    String name = dotted();
    ArgumentList arguments = tokens.atOperator("(") ? arguments() : ArgumentList.NONE;
    return new Expression.Filter(input, name, arguments, line);
  }

  private String dotted() {
    StringBuilder name = new StringBuilder(tokens.expect(Token.Type.NAME, "a name").text());
    while (tokens.skipOperator(".")) {
      name.append('.').append(tokens.expect(Token.Type.NAME, "a name").text());
    }
    return name.toString();
  }

  private Expression test(Expression input) {
    int line = tokens.next().line();
    boolean negated = tokens.skipName("not");
    String name = dotted();
    Expression test = new Expression.Test(input, name, testArguments(), line);
    return negated ? new Expression.Unary("not", test) : test;
  }

  private ArgumentList testArguments() {
    if (tokens.atOperator("(")) {
      return arguments();
    }
    boolean operand =
        tokens.at(Token.Type.NAME)
            || tokens.at(Token.Type.STRING)
            || tokens.at(Token.Type.NUMBER)
            || tokens.atOperator("[")
            || tokens.atOperator("{");
    if (!operand || tokens.atName("else") || tokens.atName("or") || tokens.atName("and")) {
      return ArgumentList.NONE;
    }
    if (tokens.atName("is")) {
      throw tokens.failure("tests cannot be chained with 'is'; expected another word");
    }
    return new ArgumentList(
        List.of(postfix(primary())), List.of(), Optional.empty(), Optional.empty());
  }
}
