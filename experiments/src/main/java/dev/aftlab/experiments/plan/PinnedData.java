package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.annotation.NotFingerprinted;

/**
 * A data set with its digest and size.
 *
 * @param spec how it is read or generated; the identity includes a file's digest, not its name
 * @param digest SHA-256 of the file, or of the generator's name and version
 * @param seed the seed it is drawn with; 0 for a file
 * @param size number of questions
 */
public record PinnedData(DatasetSpec spec, String digest, long seed, @NotFingerprinted int size) {}
