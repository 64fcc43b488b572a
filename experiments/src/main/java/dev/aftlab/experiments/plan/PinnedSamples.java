package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.spec.SamplesSpec;
import dev.aftlab.experiments.spec.annotation.NotFingerprinted;

/**
 * Given samples with their digest and counts.
 *
 * @param spec how they are read; the identity includes the file's digest, not its name
 * @param digest SHA-256 of the file
 * @param completions the number of completions for questions of the data set
 * @param questions the number of questions with at least one completion
 * @param others the number of questions in the file that are not in the data set
 */
public record PinnedSamples(
    SamplesSpec spec,
    String digest,
    @NotFingerprinted int completions,
    @NotFingerprinted int questions,
    @NotFingerprinted int others) {}
