package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.result.Fingerprint;
import java.util.Optional;

/**
 * The weights that a step reads.
 *
 * @param base the base model; its prompt and tokenizer hold for everything trained from it
 * @param trained the train step whose weights are meant; empty for the base model itself
 */
public record ModelInput(PinnedModel base, Optional<Fingerprint> trained) {}
