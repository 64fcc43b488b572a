package dev.aftlab.activities.lm.template.syntax;

import dev.aftlab.activities.lm.template.value.TemplateException;
import java.util.List;

/** The tokens of a template, read from front to back. */
final class Tokens {
  private final List<Token> tokens;
  private int at;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(at);
  }

  Token following() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  int line() {
    return current().line();
  }

  boolean at(Token.Type type) {
    return current().type() == type;
  }

  boolean atName(String name) {
    return current().isName(name);
  }

  boolean atOperator(String operator) {
    return current().isOperator(operator);
  }

  Token next() {
    Token token = current();
    if (token.type() != Token.Type.END) {
      at++;
    }
    return token;
  }

  boolean skipName(String name) {
    boolean there = atName(name);
    if (there) {
      next();
    }
    return there;
  }

  boolean skipOperator(String operator) {
    boolean there = atOperator(operator);
    if (there) {
      next();
    }
    return there;
  }

  void expectOperator(String operator) {
    if (!skipOperator(operator)) {
      throw failure("expected '" + operator + "'");
    }
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw failure("expected '" + name + "'");
    }
  }

  Token expect(Token.Type type, String what) {
    if (!at(type)) {
      throw failure("expected " + what);
    }
    return next();
  }

  /** A failure at the current token. */
  TemplateException failure(String expectation) {
    return new TemplateException(line(), expectation + " before " + current().described());
  }
}
