package dev.aftlab.workflows.activity;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a long activity says about itself while it runs: a human-readable hint, never the truth
 * about what is committed.
 *
 * @param stage what it is doing
 * @param done units done, counted from the step's beginning, not the attempt's
 * @param total units in all; 0 when unknown
 * @param rate units per second of this attempt; 0 when unknown
 * @param metrics the few numbers that matter, by name
 */
public record Heartbeat(
    String stage, long done, long total, double rate, SortedMap<String, Double> metrics) {

  /** Copies the metrics. */
  public Heartbeat {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }
}
