package dev.aftlab.activities.lm.template.value;

/**
 * A macro, or the body of a {@code call} as its caller: it sees the variables of where it was
 * defined.
 */
public final class Macro implements Value {
  private final String name;
  private final Body body;

  /** A macro; the name is empty for the body of a {@code call}. */
  public Macro(String name, Body body) {
    this.name = name;
    this.body = body;
  }

  /** What a macro does when it is called. */
  @FunctionalInterface
  public interface Body {
    /** The text that the body writes. */
    Value call(Arguments arguments);
  }

  /** Empty for the body of a {@code call}. */
  String name() {
    return name;
  }

  /** The text that the body writes. */
  public Value call(Arguments arguments) {
    return body.call(arguments);
  }
}
