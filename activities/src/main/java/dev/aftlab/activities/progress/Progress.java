package dev.aftlab.activities.progress;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a piece of work is.
 *
 * @param stage what is being done, which also names the unit
 * @param done units done
 * @param total units in all; 0 when unknown
 * @param metrics the few numbers that matter, by name
 */
public record Progress(Stage stage, long done, long total, SortedMap<String, Double> metrics) {

  /** Copies the metrics. */
  public Progress {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }

  /** Without metrics. */
  public static Progress of(Stage stage, long done, long total) {
    return new Progress(stage, done, total, Collections.emptySortedMap());
  }

  /** The same as part of another stage. */
  public Progress in(Stage other) {
    return new Progress(other, done, total, metrics);
  }
}
