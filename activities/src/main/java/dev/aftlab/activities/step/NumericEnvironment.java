package dev.aftlab.activities.step;

import java.util.SortedMap;
import java.util.TreeMap;

/** What may change bits but not meaning: recorded with every artifact, part of no identity. */
final class NumericEnvironment {
  private NumericEnvironment() {}

  /** Engine and its switches, instruction set, device, native threads. Loads no engine. */
  static SortedMap<String, String> describe(String device) {
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("device", device);
    environment.put("engine", "PyTorch " + System.getProperty("ai.djl.pytorch.version", "2.7.1") + " through DJL 0.36.0");
    environment.put("graphOptimizer", System.getProperty("ai.djl.pytorch.graph_optimizer", "true"));
    environment.put("nativeThreads", System.getProperty("ai.djl.pytorch.num_threads", "default"));
    environment.put("architecture", System.getProperty("os.arch") + " " + System.getProperty("os.name"));
    environment.put("java", System.getProperty("java.vm.version"));
    return environment;
  }
}
