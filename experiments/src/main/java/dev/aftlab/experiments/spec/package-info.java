/**
 * The language of experiments as records, with every setting that can change a number. Must not
 * read files or depend on engines or servers; settings that do not change results (devices,
 * folders, workers) do not belong here. Start reading at {@link
 * dev.aftlab.experiments.spec.ExperimentSpec}; {@link
 * dev.aftlab.experiments.spec.reader.SpecReader} turns YAML into it.
 */
@NullMarked
package dev.aftlab.experiments.spec;

import org.jspecify.annotations.NullMarked;
