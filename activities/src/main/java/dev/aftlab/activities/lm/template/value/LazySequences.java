package dev.aftlab.activities.lm.template.value;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Generators: nothing is evaluated, and nothing fails, before an item is requested. */
public final class LazySequences {
  private LazySequences() {}

  public static Value.Lazy of(Supplier<Iterator<Value>> source) {
    return new Value.Lazy(new Deferred(source));
  }

  /** Only those items for which the predicate holds, tested one by one. */
  public static Iterator<Value> chosen(Iterator<Value> items, Predicate<Value> predicate) {
    return new Chosen(items, item -> Optional.of(item).filter(predicate));
  }

  /** What the choice makes of each item, where it makes something. */
  public static Iterator<Value> made(
      Iterator<Value> items, Function<Value, Optional<Value>> choice) {
    return new Chosen(items, choice);
  }

  private static final class Deferred implements Iterator<Value> {
    private final Supplier<Iterator<Value>> source;
    private Optional<Iterator<Value>> items = Optional.empty();

    Deferred(Supplier<Iterator<Value>> source) {
      this.source = source;
    }

    @Override
    public boolean hasNext() {
      return items().hasNext();
    }

    @Override
    public Value next() {
      return items().next();
    }

    private Iterator<Value> items() {
      if (items.isEmpty()) {
        items = Optional.of(source.get());
      }
      return items.get();
    }
  }

  private static final class Chosen implements Iterator<Value> {
    private final Iterator<Value> items;
    private final Function<Value, Optional<Value>> choice;
    private Optional<Value> found = Optional.empty();

    Chosen(Iterator<Value> items, Function<Value, Optional<Value>> choice) {
      this.items = items;
      this.choice = choice;
    }

    @Override
    public boolean hasNext() {
      while (found.isEmpty() && items.hasNext()) {
        found = choice.apply(items.next());
      }
      return found.isPresent();
    }

    @Override
    public Value next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Value item = found.orElseThrow();
      found = Optional.empty();
      return item;
    }
  }
}
