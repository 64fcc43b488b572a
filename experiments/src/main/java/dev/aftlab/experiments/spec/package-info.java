/**
 * The language of experiments as records: what an experiment is, with every setting that can change
 * a number. Nothing here reads a file, knows an engine or a server; whatever does not change
 * results (devices, folders, workers) has no place in a spec. Start reading at {@link
 * dev.aftlab.experiments.spec.ExperimentSpec}; {@link
 * dev.aftlab.experiments.spec.reader.SpecReader} turns YAML into it.
 */
package dev.aftlab.experiments.spec;
