package dev.aftlab.activities.lm.template.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A running loop, which is also its variable {@code loop}. Looks ahead only when {@code last},
 * {@code nextitem} or a length is read, since the loop's own test may depend on what the body does.
 */
public final class Loop implements Value {
  private final Value iterable;
  private final long depth;
  private Iterator<Value> iterator;
  private long index = -1;
  private Optional<Value> previous = Optional.empty();
  private Optional<Value> current = Optional.empty();
  private Optional<Value> following = Optional.empty();
  private Optional<Long> length = Optional.empty();
  private Optional<List<Value>> lastSeen = Optional.empty();

  public Loop(Value iterable, long depth) {
    this.iterable = iterable;
    this.iterator = Values.iterator(iterable);
    this.depth = depth;
  }

  public boolean hasNext() {
    return following.isPresent() || iterator.hasNext();
  }

  public Value next() {
    Value item = following.isPresent() ? following.get() : iterator.next();
    following = Optional.empty();
    index++;
    previous = current;
    current = Optional.of(item);
    return item;
  }

  long length() {
    if (length.isEmpty()) {
      length = Optional.of(iterable instanceof Lazy ? counted() : Values.length(iterable));
    }
    return length.get();
  }

  private long counted() {
    List<Value> rest = new ArrayList<>();
    iterator.forEachRemaining(rest::add);
    iterator = rest.iterator();
    return rest.size() + index + 1 + (following.isPresent() ? 1 : 0);
  }

  /** Attributes that begin with an underscore are Jinja2's own and refused. */
  public Optional<Value> attribute(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "index" -> Value.integer(index + 1);
          case "index0" -> Value.integer(index);
          case "revindex" -> Value.integer(length() - index);
          case "revindex0" -> Value.integer(length() - index - 1);
          case "first" -> Bool.of(index == 0);
          case "last" -> Bool.of(peek().isEmpty());
          case "length" -> Value.integer(length());
          case "depth" -> Value.integer(depth + 1);
          case "depth0" -> Value.integer(depth);
          case "previtem" ->
              index == 0 ? new Undefined("there is no previous item") : previous.orElseThrow();
          case "nextitem" -> peek().orElseGet(() -> new Undefined("there is no next item"));
          case "cycle" -> new Function("cycle", this::cycle);
          case "changed" -> new Function("changed", this::changed);
          default -> null;
        });
  }

  @Override
  public String toString() {
    return "<LoopContext " + (index + 1) + "/" + length() + ">";
  }

  private Optional<Value> peek() {
    if (following.isEmpty() && iterator.hasNext()) {
      following = Optional.of(iterator.next());
    }
    return following;
  }

  private Value cycle(Arguments arguments) {
    if (arguments.positional().isEmpty() || !arguments.named().isEmpty()) {
      throw new TemplateException("loop.cycle needs items to go through");
    }
    return arguments.positional().get((int) (index % arguments.positional().size()));
  }

  private Value changed(Arguments arguments) {
    if (!arguments.named().isEmpty()) {
      throw new TemplateException("loop.changed takes no keyword arguments");
    }
    boolean same =
        lastSeen
            .filter(seen -> Comparisons.equal(new Tuple(seen), new Tuple(arguments.positional())))
            .isPresent();
    lastSeen = Optional.of(arguments.positional());
    return Bool.of(!same);
  }
}
