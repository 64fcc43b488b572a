package dev.aftlab.experiments.spec.reader;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Fields that are wrong, or whose value is not known because something near them is: nothing that
 * rests on them is reported.
 */
final class UnreliableFields {
  private final Set<String> paths = new LinkedHashSet<>();

  void add(String path) {
    paths.add(path);
  }

  void addAll(UnreliableFields others) {
    paths.addAll(others.paths);
  }

  /** Whether exactly this field is one of them. */
  boolean contains(String path) {
    return paths.contains(path);
  }

  /** Whether a field, something in it or something around it is one of them. */
  boolean touch(String path) {
    return paths.stream().anyMatch(doubt -> within(doubt, path) || within(path, doubt));
  }

  private static boolean within(String inner, String outer) {
    return outer.isEmpty()
        || inner.startsWith(outer)
            && (inner.length() == outer.length()
                || inner.charAt(outer.length()) == '.'
                || inner.charAt(outer.length()) == '[');
  }
}
