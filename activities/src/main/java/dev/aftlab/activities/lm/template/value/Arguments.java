package dev.aftlab.activities.lm.template.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of a call, of a filter (without its input) or of a test. */
public record Arguments(List<Value> positional, Map<String, Value> named) {
  public static final Arguments NONE = new Arguments(List.of(), Map.of());

  public Arguments {
    positional = List.copyOf(positional);
    named = new LinkedHashMap<>(named);
  }

  /** Positions bound to names; {@code required} of them must be there. */
  public Bound bind(String callee, int required, String... names) {
    if (positional.size() > names.length) {
      throw new TemplateException(
          callee + " takes at most " + names.length + " arguments, not " + positional.size());
    }
    List<Optional<Value>> values = new ArrayList<>();
    Map<String, Value> left = new LinkedHashMap<>(named);
    for (int i = 0; i < names.length; i++) {
      Optional<Value> byName = Optional.ofNullable(left.remove(names[i]));
      if (i < positional.size() && byName.isPresent()) {
        throw new TemplateException(callee + " got two values for '" + names[i] + "'");
      }
      Optional<Value> value = i < positional.size() ? Optional.of(positional.get(i)) : byName;
      if (i < required && value.isEmpty()) {
        throw new TemplateException(callee + " misses its argument '" + names[i] + "'");
      }
      values.add(value);
    }
    if (!left.isEmpty()) {
      throw new TemplateException(
          callee + " takes no argument '" + left.keySet().iterator().next() + "'");
    }
    return new Bound(values);
  }

  /** Arguments that cannot be given by name. */
  public Bound bindPositional(String callee, int required, String... names) {
    if (!named.isEmpty()) {
      throw new TemplateException(callee + " takes no keyword arguments");
    }
    return bind(callee, required, names);
  }

  public Arguments withoutFirst(int count) {
    return new Arguments(positional.subList(count, positional.size()), named);
  }

  /** Values by the order of their names. */
  public record Bound(List<Optional<Value>> values) {
    public Optional<Value> get(int index) {
      return values.get(index);
    }

    public Value required(int index) {
      return values.get(index).orElseThrow();
    }

    /** Absent and {@code None} alike are empty. */
    public Optional<Value> unlessNone(int index) {
      return values.get(index).filter(value -> value != Value.None.NONE);
    }

    public boolean truth(int index) {
      return values.get(index).map(Values::truth).orElse(false);
    }
  }
}
