package dev.aftlab.experiments.spec;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A file, folder or model that a field of an experiment names.
 *
 * @param path dotted path of the field, with {@code [i]} for the i-th item of a list
 * @param name the name as written
 */
public record NamedInput(String path, String name) {

  /** The inputs that the items of a list name. */
  static List<NamedInput> items(String path, List<String> names) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> new NamedInput(path + "[" + i + "]", names.get(i)))
        .toList();
  }
}
