package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.result.Fingerprint;
import java.util.Optional;

/**
 * The model that a step reads.
 *
 * @param base the base model; its prompt and tokenizer apply to every model trained from it
 * @param trained the train step with the weights; empty for the base model itself
 */
public record ModelInput(PinnedModel base, Optional<Fingerprint> trained) {}
