package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.NotFingerprinted;

/**
 * A set of questions with the facts about it that a plan needs.
 *
 * @param spec how it is read or drawn; a file's name is not part of the identity, its digest is
 * @param digest SHA-256 of the file, or of the generator's name and version
 * @param seed the seed it is drawn with; 0 for a file
 * @param size number of questions
 */
public record PinnedData(DatasetSpec spec, String digest, long seed, @NotFingerprinted int size) {}
