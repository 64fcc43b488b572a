package dev.aftlab.experiments.spec;

import java.util.Optional;

/**
 * The three sets of questions of an experiment.
 *
 * @param train questions with references: trained on and sampled from
 * @param selection questions that a search may look at; absent when nothing is selected
 * @param test questions that only the report looks at
 */
public record DataSpec(
    DatasetSpec train, @Default("null") Optional<DatasetSpec> selection, DatasetSpec test) {}
