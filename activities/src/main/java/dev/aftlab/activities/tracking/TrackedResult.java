package dev.aftlab.activities.tracking;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured of an arm.
 *
 * @param measured when
 * @param values the numbers by name, the ends of intervals as {@code NAME.low} and {@code
 *     NAME.high}
 */
public record TrackedResult(Instant measured, SortedMap<String, Double> values) {

  /** Copies. */
  public TrackedResult {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
