package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import java.util.Optional;

/**
 * The three sets of questions of an experiment.
 *
 * @param train questions with references: trained on and sampled from
 * @param selection questions that a search may use; absent without a search
 * @param test questions that only the report uses
 */
public record DataSpec(
    DatasetSpec train, @Default("null") Optional<DatasetSpec> selection, DatasetSpec test) {}
