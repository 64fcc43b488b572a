package dev.aftlab.activities.lm.template.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Python's {@code dict}: keys in the order in which they came, looked up by Python's equality (1,
 * 1.0 and True are one key).
 */
public final class Dict implements Value {
  private final Map<Object, Entry> entries = new LinkedHashMap<>();

  /** A key as it was first given, and its latest value. */
  public record Entry(Value key, Value value) {}

  /** Only while the dict is built: a template never changes one. */
  public void put(Value key, Value value) {
    entries.merge(
        hashed(key), new Entry(key, value), (old, fresh) -> new Entry(old.key(), fresh.value()));
  }

  public void putAll(Dict other) {
    other.entries.values().forEach(entry -> put(entry.key(), entry.value()));
  }

  public Optional<Value> get(Value key) {
    return Optional.ofNullable(entries.get(hashed(key))).map(Entry::value);
  }

  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  public int size() {
    return entries.size();
  }

  public List<Value> view(View.Part part) {
    List<Value> items = new ArrayList<>(size());
    for (Entry entry : entries.values()) {
      items.add(
          switch (part) {
            case KEYS -> entry.key();
            case VALUES -> entry.value();
            case ITEMS -> new Tuple(List.of(entry.key(), entry.value()));
          });
    }
    return items;
  }

  /** Equal for values that Python's hash tables hold for the same key. */
  public static Object hashed(Value key) {
    return switch (key) {
      case Text text -> text.text();
      case SafeText text -> text.text();
      case Int number -> number.value();
      case Bool truth -> truth.value() ? 1L : 0L;
      case Real number ->
          number.value() == Math.rint(number.value())
                  && Math.abs(number.value()) < Values.EXACT_DOUBLE
              ? (Object) (long) number.value()
              : (Object) number.value();
      case Tuple tuple -> tuple.items().stream().map(Dict::hashed).toList();
      case None none -> none;
      case Undefined undefined -> Undefined.class;
      case Items list -> throw new TemplateException("unhashable type: 'list'");
      case Dict dict -> throw new TemplateException("unhashable type: 'dict'");
      case Self self -> throw TemplateException.unsupported("'self' as a key");
      case Range range -> throw TemplateException.unsupported("a range as a key");
      case View view -> throw TemplateException.unsupported("a view as a key");
      case Lazy lazy -> throw TemplateException.unsupported("an iterator as a key");
      case Function function -> throw TemplateException.unsupported("a function as a key");
      case Macro macro -> throw TemplateException.unsupported("a macro as a key");
      case Namespace namespace -> throw TemplateException.unsupported("a namespace as a key");
      case Loop loop -> throw TemplateException.unsupported("a loop as a key");
    };
  }
}
