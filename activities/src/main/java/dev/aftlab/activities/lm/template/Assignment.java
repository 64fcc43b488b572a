package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.syntax.Target;
import dev.aftlab.activities.lm.template.value.Macro;
import dev.aftlab.activities.lm.template.value.Namespace;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import dev.aftlab.activities.lm.template.value.Values;
import java.util.List;

/** Assigns a value to a target; unpacks it for several. */
final class Assignment {
  private Assignment() {}

  static void assign(Target target, Value value, Frame frame) {
    switch (target) {
      case Target.Variable variable -> frame.set(variable.name(), value);
      case Target.Several several -> assign(several, value, frame);
      case Target.NamespaceAttribute attribute -> set(attribute, value, frame);
    }
  }

  private static void assign(Target.Several several, Value value, Frame frame) {
    List<Value> items = Values.list(value);
    if (items.size() != several.targets().size()) {
      throw new TemplateException(
          items.size() + " values for " + several.targets().size() + " names");
    }
    for (int i = 0; i < items.size(); i++) {
      assign(several.targets().get(i), items.get(i), frame);
    }
  }

  /**
   * The value of a target, that of several as a tuple: what a loop with a test passes to its body.
   */
  static Value taken(Target target, Frame frame) {
    return switch (target) {
      case Target.Variable variable -> frame.get(variable.name());
      case Target.Several several ->
          new Value.Tuple(several.targets().stream().map(one -> taken(one, frame)).toList());
      case Target.NamespaceAttribute attribute ->
          throw new TemplateException("an attribute cannot be assigned to here");
    };
  }

  private static void set(Target.NamespaceAttribute attribute, Value value, Frame frame) {
    if (value instanceof Macro) {
      throw TemplateException.unsupported("a macro in a namespace");
    }
    namespace(attribute, frame).set(attribute.attribute(), value);
  }

  /** Done before the value is evaluated, as Jinja2 does. */
  static void checkNamespaces(Target target, Frame frame) {
    switch (target) {
      case Target.Variable variable -> {}
      case Target.Several several -> several.targets().forEach(one -> checkNamespaces(one, frame));
      case Target.NamespaceAttribute attribute -> namespace(attribute, frame);
    }
  }

  private static Namespace namespace(Target.NamespaceAttribute attribute, Frame frame) {
    if (frame.get(attribute.namespace()) instanceof Namespace namespace) {
      return namespace;
    }
    throw new TemplateException(
        "'"
            + attribute.namespace()
            + "' is no namespace, so its attribute '"
            + attribute.attribute()
            + "' cannot be set");
  }
}
