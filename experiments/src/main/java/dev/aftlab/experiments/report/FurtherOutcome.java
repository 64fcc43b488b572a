package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.EvaluationItem;
import java.util.List;
import java.util.Map;

/**
 * The measurements of one arm with one seed on a further set.
 *
 * @param set the set's name
 * @param items one per question, in the same order for every arm of a seed
 * @param facts further facts for the reader: the extractor, the fact {@code evaluate} with the
 *     fingerprint of the artifact
 */
public record FurtherOutcome(String set, List<EvaluationItem> items, Map<String, String> facts) {}
