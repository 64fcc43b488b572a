package dev.aftlab.activities.lm.loss;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The value of an objective for a batch. The gradient is not copied: do not write to it.
 *
 * @param loss the value
 * @param gradient its partial derivative by each candidate's summed log-probability
 * @param metrics further numbers for the journal, by name; a number that the batch does not define
 *     is left out
 */
public record ObjectiveValue(double loss, double[] gradient, SortedMap<String, Double> metrics) {
  public ObjectiveValue {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }
}
