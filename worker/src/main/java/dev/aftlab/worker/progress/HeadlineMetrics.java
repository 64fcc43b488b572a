package dev.aftlab.worker.progress;

import dev.aftlab.worker.cli.Formats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The metrics that are shown while a step runs; its journal contains all. */
public final class HeadlineMetrics {
  private static final List<String> NAMES =
      List.of("loss", "alignLoss", "margin", "accuracy", "tokens");

  private HeadlineMetrics() {}

  /** The available ones, as {@code loss 0.412 margin 0.100}; may be empty. */
  public static String of(Map<String, Double> metrics) {
    return NAMES.stream()
        .flatMap(
            name ->
                Optional.ofNullable(metrics.get(name))
                    .map(value -> name + " " + Formats.number(value))
                    .stream())
        .collect(Collectors.joining("  "));
  }
}
