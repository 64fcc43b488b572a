package dev.aftlab.activities.lm.template.value;

import java.util.Iterator;
import java.util.List;

/** A value of a template: those of Python's types that a chat template can meet. */
public sealed interface Value
    permits Value.Text,
        Value.SafeText,
        Value.Int,
        Value.Real,
        Value.Bool,
        Value.None,
        Value.Items,
        Value.Tuple,
        Value.Range,
        Value.Self,
        Value.Undefined,
        Value.View,
        Value.Lazy,
        Value.Function,
        Dict,
        Namespace,
        Macro,
        Loop {
  /** {@code str}: a sequence of code points. */
  record Text(String text) implements Value {}

  /** {@code Markup}: what the filters {@code safe} and {@code escape} leave behind. */
  record SafeText(String text) implements Value {}

  /** {@code int}, as far as 64 bits hold it; beyond is refused. */
  record Int(long value) implements Value {}

  /** {@code float}; always finite. */
  record Real(double value) implements Value {
    public Real {
      if (!Double.isFinite(value)) {
        throw TemplateException.unsupported("a number that is not finite");
      }
    }
  }

  /** {@code bool}, which is an {@code int} in arithmetic. */
  record Bool(boolean value) implements Value {
    public static final Bool TRUE = new Bool(true);
    public static final Bool FALSE = new Bool(false);

    public static Bool of(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  /** {@code None}. */
  enum None implements Value {
    NONE
  }

  /** {@code list}; never changed, since the sandbox refuses every method that would. */
  record Items(List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** {@code tuple}. */
  record Tuple(List<Value> items) implements Value {
    public Tuple {
      items = List.copyOf(items);
    }
  }

  /** {@code range}; {@code step} is not 0. */
  record Range(long start, long stop, long step) implements Value {
    /** The most that the sandbox lets a range hold. */
    public static final long MOST = 100_000;

    public Range {
      if (step == 0) {
        throw new TemplateException("range() arg 3 must not be zero");
      }
    }

    public long length() {
      long distance = Math.subtractExact(stop, start);
      return Math.max(0, Math.floorDiv(distance + (step > 0 ? step - 1 : step + 1), step));
    }

    public Value at(long index) {
      return new Int(start + index * step);
    }
  }

  /** The variable {@code self}: the template's blocks, of which it has none. */
  enum Self implements Value {
    SELF
  }

  /**
   * Jinja2's {@code Undefined}: empty, false, and an error with {@code message} on any other use.
   */
  record Undefined(String message) implements Value {
    public static Undefined named(String name) {
      return new Undefined(PythonText.repr(name) + " is undefined");
    }

    public TemplateException failure() {
      return new TemplateException(message);
    }
  }

  /** One of a dict's views: {@code keys()}, {@code values()}, {@code items()}. */
  record View(Dict dict, Part part) implements Value {
    public enum Part {
      KEYS,
      VALUES,
      ITEMS
    }
  }

  /** A generator or another iterator: iterated once, as far as requested. */
  record Lazy(Iterator<Value> iterator) implements Value {}

  /** A function or bound method. */
  record Function(String name, Body body) implements Value {
    /** What a function does with its arguments. */
    @FunctionalInterface
    public interface Body {
      Value call(Arguments arguments);
    }
  }

  static Text text(String text) {
    return new Text(text);
  }

  static Int integer(long value) {
    return new Int(value);
  }
}
