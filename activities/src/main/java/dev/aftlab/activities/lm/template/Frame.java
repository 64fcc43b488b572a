package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of a scope while it runs. Inner frames and macros see its value at the time of
 * access.
 */
final class Frame {
  private final Scope scope;
  private final Optional<Frame> around;
  private final Context context;
  private Map<String, Value> values = new HashMap<>();

  private Frame(Scope scope, Optional<Frame> around, Context context) {
    this.scope = scope;
    this.around = around;
    this.context = context;
  }

  static Frame root(Scope scope, Context context) {
    Frame frame = new Frame(scope, Optional.empty(), context);
    frame.enter();
    return frame;
  }

  /** A frame inside, entered. */
  Frame inner(Scope inner) {
    Frame frame = new Frame(inner, Optional.of(this), context);
    frame.enter();
    return frame;
  }

  /** Makes the variables what they are at the beginning, as each turn of a loop does. */
  void enter() {
    values = scope.entered(context, around);
  }

  Optional<Value> find(String name) {
    return scope.has(name)
        ? Optional.ofNullable(values.get(name))
        : around.flatMap(outer -> outer.find(name));
  }

  Value get(String name) {
    return find(name).orElseGet(() -> context.undefined(name));
  }

  void set(String name, Value value) {
    values.put(name, value);
  }

  /** Removes the variable, also for macros that saw it. */
  void leave() {
    values = new HashMap<>();
  }
}
