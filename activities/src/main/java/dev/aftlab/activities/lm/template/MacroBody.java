package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.syntax.Statement.Callable;
import dev.aftlab.activities.lm.template.value.Arguments;
import dev.aftlab.activities.lm.template.value.Dict;
import dev.aftlab.activities.lm.template.value.Macro;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body of a macro with its parameters: binds the arguments and runs the statements. */
final class MacroBody implements Macro.Body {
  private final String name;
  private final Callable callable;
  private final Scope scope;
  private final Frame defined;
  private final Interpreter interpreter;

  MacroBody(String name, Callable callable, Scope scope, Frame defined, Interpreter interpreter) {
    this.name = name;
    this.callable = callable;
    this.scope = scope;
    this.defined = defined;
    this.interpreter = interpreter;
  }

  @Override
  public Value call(Arguments arguments) {
    interpreter.budget().enterCall();
    Frame frame = defined.inner(scope);
    bind(arguments, frame);
    fillIn(frame);
    StringBuilder out = new StringBuilder();
    interpreter.run(callable.body(), frame, out);
    interpreter.budget().leaveCall();
    return Value.text(out.toString());
  }

  private void bind(Arguments arguments, Frame frame) {
    List<String> parameters = callable.parameters();
    Map<String, Value> named = new LinkedHashMap<>(arguments.named());
    List<Value> more = new ArrayList<>();
    for (int i = 0; i < arguments.positional().size(); i++) {
      if (i < parameters.size()) {
        frame.set(parameters.get(i), arguments.positional().get(i));
      } else {
        more.add(arguments.positional().get(i));
      }
    }
    for (int i = arguments.positional().size(); i < parameters.size(); i++) {
      Value value = named.remove(parameters.get(i));
      if (value != null) {
        frame.set(parameters.get(i), value);
      }
    }
    if (given("caller")) {
      Value caller = named.remove("caller");
      frame.set(
          "caller",
          caller == null || caller == Value.None.NONE
              ? new Value.Undefined("No caller defined")
              : caller);
    }
    bindRest(named, more, frame);
  }

  private void bindRest(Map<String, Value> named, List<Value> more, Frame frame) {
    if (given("kwargs")) {
      Dict rest = new Dict();
      named.forEach((key, value) -> rest.put(Value.text(key), value));
      frame.set("kwargs", rest);
    } else if (!named.isEmpty()) {
      throw new TemplateException(
          "macro '" + name + "' takes no argument '" + named.keySet().iterator().next() + "'");
    }
    if (given("varargs")) {
      frame.set("varargs", new Value.Tuple(more));
    } else if (!more.isEmpty()) {
      throw new TemplateException(
          "macro '"
              + name
              + "' takes not more than "
              + callable.parameters().size()
              + " arguments");
    }
  }

  private boolean given(String special) {
    return scope.origins().get(special) == Scope.Origin.GIVEN;
  }

  private void fillIn(Frame frame) {
    int required = callable.parameters().size() - callable.defaults().size();
    for (int i = 0; i < callable.parameters().size(); i++) {
      String parameter = callable.parameters().get(i);
      if (frame.find(parameter).isEmpty()) {
        frame.set(
            parameter,
            i < required
                ? new Value.Undefined("parameter '" + parameter + "' was not provided")
                : interpreter.evaluate(callable.defaults().get(i - required), frame));
      }
    }
  }
}
