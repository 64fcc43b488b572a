package dev.aftlab.activities.lm.template;

import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.activities.lm.template.value.Value;
import java.util.Map;
import java.util.Optional;

/**
 * What a template is given.
 *
 * @param values variables and functions by name
 * @param unknown names whose values cannot be determined, and why: reading one is refused
 */
record Context(Map<String, Value> values, Map<String, String> unknown) {
  Optional<Value> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Value undefined(String name) {
    if (unknown.containsKey(name)) {
      throw new TemplateException("'" + name + "' is unknown: " + unknown.get(name));
    }
    return Value.Undefined.named(name);
  }
}
