package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.EvaluationItem;
import java.util.List;

/**
 * The measurements of one arm with one seed on a further set.
 *
 * @param set the set's name
 * @param items one per question, in the same order for every arm of a seed
 * @param source the evaluation
 */
public record FurtherOutcome(String set, List<EvaluationItem> items, JudgedArtifact source) {}
