package dev.aftlab.activities.tracking;

import java.util.SortedMap;

/**
 * The metrics of one training step.
 *
 * @param step the step, from 0
 * @param time when it was done, ISO-8601 in UTC
 * @param values the metrics by name; non-finite values are "NaN", "Infinity" or "-Infinity" in JSON
 */
public record MetricPoint(long step, String time, SortedMap<String, Double> values) {}
