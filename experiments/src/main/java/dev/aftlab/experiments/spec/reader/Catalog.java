package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.text.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The experiments that ship with the product. */
public final class Catalog {
  private static final List<String> NAMES =
      List.of(
          "quickstart", "miniature", "gsm8k-smoke", "gsm8k-solutions", "multi-task", "sweep-180");

  private Catalog() {}

  /** The names, from the simplest experiment. */
  public static List<String> names() {
    return NAMES;
  }

  /** Whether the catalog has an experiment of this name. */
  public static boolean has(String name) {
    return NAMES.contains(name);
  }

  /** The YAML of one of {@link #names()}. */
  public static String yaml(String name) {
    if (!has(name)) {
      throw new IllegalArgumentException(
          "no experiment '" + name + "' in the catalog" + Suggestions.hint(name, NAMES));
    }
    try (InputStream in =
        Catalog.class.getResourceAsStream("/dev/aftlab/experiments/catalog/" + name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
