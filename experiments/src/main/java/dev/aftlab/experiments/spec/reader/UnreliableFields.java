package dev.aftlab.experiments.spec.reader;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Fields that are invalid or depend on invalid ones: problems that follow from them are not
 * reported.
 */
final class UnreliableFields {
  private final Set<String> paths = new LinkedHashSet<>();

  void add(String path) {
    paths.add(path);
  }

  void addAll(UnreliableFields others) {
    paths.addAll(others.paths);
  }

  /** Whether exactly this field is unreliable. */
  boolean contains(String path) {
    return paths.contains(path);
  }

  /** Whether a field, a field in it or a field around it is unreliable. */
  boolean touch(String path) {
    return paths.stream().anyMatch(doubt -> within(doubt, path) || within(path, doubt));
  }

  private static boolean within(String inner, String outer) {
    return outer.isEmpty()
        || (inner.startsWith(outer)
            && (inner.length() == outer.length()
                || inner.charAt(outer.length()) == '.'
                || inner.charAt(outer.length()) == '['));
  }
}
