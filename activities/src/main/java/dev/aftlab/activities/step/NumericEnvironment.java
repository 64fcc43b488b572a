package dev.aftlab.activities.step;

import dev.aftlab.activities.lm.engine.ModelEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What may change bits but not meaning: recorded with every artifact, part of no identity. */
final class NumericEnvironment {
  private static final List<String> INSTRUCTION_SETS = List.of("avx512f", "avx2", "asimd");
  private static final String INSTRUCTIONS = instructions();

  private NumericEnvironment() {}

  /** The machine and the Java runtime, for steps that need no engine. */
  static SortedMap<String, String> withoutEngine() {
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put(
        "machine",
        System.getProperty("os.arch") + " " + System.getProperty("os.name") + " " + INSTRUCTIONS);
    environment.put("java", System.getProperty("java.vm.version"));
    return environment;
  }

  /** These, and the engine with its switches and the device. Starts the engine. */
  static SortedMap<String, String> with(ModelEngine engine) {
    SortedMap<String, String> environment = withoutEngine();
    environment.putAll(engine.environment());
    return environment;
  }

  /** What two pieces of work were done in; where they differ, both are named. */
  static SortedMap<String, String> both(
      SortedMap<String, String> one, SortedMap<String, String> other) {
    SortedMap<String, String> both = new TreeMap<>(one);
    other.forEach(
        (key, value) -> both.merge(key, value, (a, b) -> a.contains(b) ? a : a + " and " + b));
    return both;
  }

  /**
   * The widest instruction set that decides which kernels the engine picks; empty where it cannot
   * be determined.
   */
  private static String instructions() {
    try {
      String described = Files.readString(Path.of("/proc/cpuinfo"));
      return INSTRUCTION_SETS.stream()
          .filter(set -> Pattern.compile("\\b" + set + "\\b").matcher(described).find())
          .findFirst()
          .orElse("");
    } catch (IOException unknown) {
      return "";
    }
  }
}
