package dev.aftlab.activities.lm.template.value;

import dev.aftlab.activities.lm.template.value.Value.Text;
import java.util.Optional;

/** What {@code namespace(...)} makes: the one value whose attributes a template may set. */
public final class Namespace implements Value {
  private final Dict attributes;

  public Namespace(Dict attributes) {
    attributes.entries().forEach(entry -> checked(entry.key()));
    this.attributes = attributes;
  }

  public void set(String name, Value value) {
    attributes.put(checked(new Text(name)), value);
  }

  public Optional<Value> get(String name) {
    return attributes.get(new Text(name));
  }

  Dict attributes() {
    return attributes;
  }

  private static Value checked(Value name) {
    if (name instanceof Text text && text.text().startsWith("_")) {
      throw new TemplateException(
          "a namespace has no attributes with a leading underscore: " + text.text());
    }
    return name;
  }
}
