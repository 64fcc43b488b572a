package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.spec.NotFingerprinted;
import dev.aftlab.experiments.spec.SamplesSpec;

/**
 * Samples that are given, with the facts about them that a plan needs.
 *
 * @param spec how they are read; the file's name is not part of the identity, its digest is
 * @param digest SHA-256 of the file
 * @param completions how many of them belong to the questions that they are for
 * @param questions how many questions have at least one
 * @param others questions of the file that are not among those
 */
public record PinnedSamples(
    SamplesSpec spec,
    String digest,
    @NotFingerprinted int completions,
    @NotFingerprinted int questions,
    @NotFingerprinted int others) {}
