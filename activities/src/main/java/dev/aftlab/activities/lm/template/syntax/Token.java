package dev.aftlab.activities.lm.template.syntax;

import dev.aftlab.activities.lm.template.value.PythonText;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Value.Text;

/**
 * A piece of a template.
 *
 * @param text the text outside of tags, a name, an operator, or what the source says
 * @param value the value of a string or number literal; else {@code None}
 * @param line the line in which it begins, from 1
 */
record Token(Type type, String text, Value value, int line) {
  enum Type {
    DATA,
    PRINT_BEGIN,
    PRINT_END,
    BLOCK_BEGIN,
    BLOCK_END,
    NAME,
    STRING,
    NUMBER,
    OPERATOR,
    END
  }

  static Token of(Type type, String text, int line) {
    return new Token(type, text, Value.None.NONE, line);
  }

  boolean isName(String name) {
    return type == Type.NAME && text.equals(name);
  }

  boolean isOperator(String operator) {
    return type == Type.OPERATOR && text.equals(operator);
  }

  /** In the words of messages. */
  String described() {
    return switch (type) {
      case DATA -> "text";
      case END -> "the template's end";
      case STRING -> PythonText.repr(((Text) value).text());
      default -> "'" + text + "'";
    };
  }
}
