package dev.aftlab.worker.progress;

import dev.aftlab.worker.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The metrics that people follow while a step is at work; its journal has them all. */
public final class TellingMetrics {
  private static final List<String> NAMES = List.of("loss", "alignLoss", "margin", "accuracy", "tokens");

  private TellingMetrics() {}

  /** Those of them that are there, as {@code loss 0.412  margin 0.100}; may be empty. */
  public static String of(Map<String, Double> metrics) {
    return NAMES.stream().filter(metrics::containsKey).map(name -> name + " " + Texts.number(metrics.get(name))).collect(Collectors.joining("  "));
  }
}
