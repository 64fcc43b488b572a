package dev.aftlab.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one package may depend on besides itself and {@code java..}.
 *
 * @param name the package, without {@code dev.aftlab.}
 * @param packages our packages that it may use, named alike
 * @param libraries packages of libraries, with all packages below them
 * @param instead what to do in place of adding a dependency
 */
record PackageRule(String name, Set<String> packages, Set<String> libraries, String instead) {
  private static final String TABLE = "/package-dependencies.txt";

  /** The rules of {@code package-dependencies.txt}, whose head describes its form. */
  static List<PackageRule> all() {
    List<PackageRule> rules = new ArrayList<>();
    for (String entry : table().split("\n\n")) {
      if (!entry.startsWith("#")) {
        rules.add(rule(entry.strip().lines().toList()));
      }
    }
    return rules;
  }

  private static String table() {
    try (InputStream in = PackageRule.class.getResourceAsStream(TABLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static PackageRule rule(List<String> lines) {
    if (lines.size() != 4) {
      throw new IllegalStateException("must have four lines: " + lines);
    }
    return new PackageRule(
        lines.get(0),
        words(lines.get(1), "  uses"),
        words(lines.get(2), "  libraries"),
        after(lines.get(3), "  instead"));
  }

  private static Set<String> words(String line, String label) {
    String words = after(line, label);
    return words.isEmpty() ? Set.of() : new TreeSet<>(List.of(words.split(" +")));
  }

  private static String after(String line, String label) {
    if (!line.startsWith(label)) {
      throw new IllegalStateException("must begin with '" + label + "': " + line);
    }
    return line.substring(label.length()).strip();
  }

  /** All entries: packages and libraries. */
  Set<String> allowances() {
    Set<String> all = new TreeSet<>(packages);
    all.addAll(libraries);
    return all;
  }

  /** Whether a package may be used: ours without {@code dev.aftlab.}. */
  boolean allows(String other) {
    return name.equals(other) || other.startsWith("java.") || !allowing(other).isEmpty();
  }

  /** The entries by which a package may be used. */
  List<String> allowing(String other) {
    return allowances().stream()
        .filter(
            allowed ->
                other.equals(allowed)
                    || libraries.contains(allowed) && other.startsWith(allowed + "."))
        .toList();
  }
}
