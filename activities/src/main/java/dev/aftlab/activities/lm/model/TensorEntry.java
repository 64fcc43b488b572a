package dev.aftlab.activities.lm.model;

import java.util.Arrays;
import java.util.List;

/**
 * One tensor of a safetensors file.
 *
 * @param name its name
 * @param type element type as the file spells it, for example {@code BF16}
 * @param shape its lengths; empty for a scalar
 * @param begin first byte, counted from the start of the file
 * @param end byte after the last one
 */
public record TensorEntry(String name, String type, List<Long> shape, long begin, long end) {
  public TensorEntry {
    shape = List.copyOf(shape);
  }

  /** Number of elements. */
  public long elements() {
    return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }

  /** An element's position, human-readable: {@code [3, 17]}; counted from 0. */
  String place(long index) {
    Long[] at = new Long[shape.size()];
    long rest = index;
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = rest % shape.get(i);
      rest /= shape.get(i);
    }
    return Arrays.toString(at);
  }
}
