package dev.aftlab.activities.lm.loss;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an objective says of a batch.
 *
 * @param loss the value
 * @param gradient its partial derivative by each score, in the shape of the batch
 * @param metrics further numbers for the journal, by name; a number that the batch does not define
 *     is left out
 */
public record ObjectiveValue(
    double loss, List<GroupScores> gradient, SortedMap<String, Double> metrics) {
  public ObjectiveValue {
    gradient = List.copyOf(gradient);
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }
}
