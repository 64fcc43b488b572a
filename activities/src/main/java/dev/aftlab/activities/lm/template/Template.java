package dev.aftlab.activities.lm.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.lm.template.syntax.ExpressionParser;
import dev.aftlab.activities.lm.template.syntax.Lexer;
import dev.aftlab.activities.lm.template.syntax.Statement;
import dev.aftlab.activities.lm.template.syntax.StatementParser;
import dev.aftlab.activities.lm.template.value.Budget;
import dev.aftlab.activities.lm.template.value.Dict;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chat template, parsed; rendered as often as one likes, also by several threads at once.
 *
 * <p><b>The rule.</b> A rendering equals, character by character, what Jinja2 3.1 makes of the
 * template in the environment that transformers 5 sets up ({@code ImmutableSandboxedEnvironment},
 * {@code trim_blocks}, {@code lstrip_blocks}, loop controls, {@code generation}, its own {@code
 * tojson}), or there is none: a {@link TemplateException} names what is unknown, or what Jinja2
 * would raise as well. Nothing is guessed.
 *
 * <p><b>The way.</b> {@link Lexer} cuts the text into tokens and does all that concerns blanks;
 * {@link StatementParser} and {@link ExpressionParser} follow Jinja2's grammar; {@link Scopes}
 * finds out, before anything runs, which scope each variable belongs to. That step carries most of
 * what surprises: a {@code set} inside a loop is the loop's own, one inside an {@code if} is not;
 * an inner scope begins with a copy of the outer value; a macro sees later values of what is around
 * it. {@link Interpreter} and {@link Evaluator} then walk the tree over {@link Value}s that behave
 * as Python's: texts are code points, {@code True} is 1, {@code 7 // -2} is -4, {@code 1e16} is
 * written {@code 1e+16}, filters such as {@code select} are lazy generators, and an undefined value
 * is empty until it is used otherwise.
 *
 * <p><b>What is forbidden.</b> Whatever would make the text depend on more than template and
 * conversation (today's date, random choices, other files), what the sandbox forbids, and endless
 * work ({@link Budget}).
 *
 * <p>Sources: Jinja2's <i>Template Designer Documentation</i>; <i>The Python Language Reference</i>
 * (expressions) and <i>The Python Standard Library</i> (built-in types); transformers'
 * documentation of chat templates.
 */
public final class Template {
  private final List<Statement> statements;
  private final Scopes scopes;

  private Template(List<Statement> statements) {
    this.statements = statements;
    this.scopes = new Scopes(statements);
  }

  /**
   * Parses a template.
   *
   * @throws TemplateException when the text is no template, or uses what is not supported wherever
   *     it is used
   */
  public static Template parse(String text) {
    try {
      return new Template(StatementParser.parse(text));
    } catch (StackOverflowError deep) {
      throw TemplateException.unsupported("a template nested so deeply");
    }
  }

  /** As {@link #render(ObjectNode, Map, Optional)}, with everything known but the date. */
  public String render(ObjectNode variables) {
    return render(variables, Map.of(), Optional.empty());
  }

  /**
   * The template's text.
   *
   * @param variables by name; numbers without a fraction become {@code int}, null {@code None}
   * @param unknown names that Jinja2 may know though they are no variables here, each with a
   *     reason; a template that reads one is refused
   * @param today the date, at midnight, that {@code strftime_now} formats; without one a template
   *     that calls it is refused
   * @throws TemplateException when there is none
   */
  public String render(
      ObjectNode variables, Map<String, String> unknown, Optional<LocalDate> today) {
    Map<String, Value> context = new HashMap<>();
    variables
        .properties()
        .forEach(variable -> context.put(variable.getKey(), value(variable.getValue())));
    StringBuilder out = new StringBuilder();
    try {
      new Interpreter(scopes)
          .run(
              statements,
              Frame.root(scopes.root(), new Context(Globals.with(context, today), unknown)),
              out);
    } catch (StackOverflowError deep) {
      throw TemplateException.unsupported("a value or template nested so deeply");
    }
    return out.toString();
  }

  private static Value value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Value.text(node.textValue());
      case BOOLEAN -> Value.Bool.of(node.booleanValue());
      case NUMBER ->
          node.isIntegralNumber()
              ? Values.integer(node.bigIntegerValue())
              : new Value.Real(node.doubleValue());
      case ARRAY -> items(node);
      case OBJECT -> dict(node);
      case NULL -> Value.None.NONE;
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("no value of JSON: " + node.getNodeType());
    };
  }

  private static Value items(JsonNode array) {
    List<Value> items = new ArrayList<>();
    array.forEach(item -> items.add(value(item)));
    return new Value.Items(items);
  }

  private static Dict dict(JsonNode object) {
    Dict dict = new Dict();
    object
        .properties()
        .forEach(entry -> dict.put(Value.text(entry.getKey()), value(entry.getValue())));
    return dict;
  }
}
