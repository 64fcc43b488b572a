package dev.aftlab.activities.lm.template.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code sequence[start:stop:step]} as Python has it. */
public final class Slices {
  private Slices() {}

  public static Value of(
      Value sequence, Optional<Value> start, Optional<Value> stop, Optional<Value> step) {
    return switch (sequence) {
      case Value.Text text ->
          Value.text(
              String.join("", chosen(PythonText.characters(text.text()), start, stop, step)));
      case Value.Items items -> new Value.Items(chosen(items.items(), start, stop, step));
      case Value.Tuple tuple -> new Value.Tuple(chosen(tuple.items(), start, stop, step));
      case Value.Undefined undefined -> throw undefined.failure();
      default -> throw TemplateException.unsupported("a slice of " + Values.typeName(sequence));
    };
  }

  private static <T> List<T> chosen(
      List<T> items, Optional<Value> first, Optional<Value> last, Optional<Value> stride) {
    long step = number(stride).orElse(1L);
    if (step == 0) {
      throw new TemplateException("slice step cannot be zero");
    }
    long length = items.size();
    long least = step > 0 ? 0 : -1;
    long most = step > 0 ? length : length - 1;
    long start =
        number(first)
            .map(value -> bounded(value, length, least, most))
            .orElse(step > 0 ? least : most);
    long stop =
        number(last)
            .map(value -> bounded(value, length, least, most))
            .orElse(step > 0 ? most : least);
    List<T> result = new ArrayList<>();
    for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
      result.add(items.get((int) i));
      if (Math.abs(step) > length) {
        break;
      }
    }
    return result;
  }

  private static long bounded(long value, long length, long least, long most) {
    return Math.clamp(value < 0 ? value + length : value, least, most);
  }

  private static Optional<Long> number(Optional<Value> value) {
    return value
        .filter(given -> given != Value.None.NONE)
        .map(
            given -> {
              if (!Operators.isWhole(given)) {
                throw new TemplateException(
                    "slice indices must be whole numbers, not " + Values.typeName(given));
              }
              return Operators.whole(given, "[:]").longValue();
            });
  }
}
