package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.EvaluationItem;
import java.util.List;
import java.util.Map;

/**
 * One arm of one seed, measured on a further set.
 *
 * @param set the set's name
 * @param items one per question, in the same order for every arm of a seed
 * @param facts what else a reader wants to know: the extractor, the fact {@code evaluate} with the
 *     fingerprint of the artifact
 */
public record FurtherOutcome(String set, List<EvaluationItem> items, Map<String, String> facts) {}
