package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.spec.NotIdentity;
import dev.aftlab.experiments.spec.PromptSpec;

/**
 * The base model with the facts about it that a plan needs.
 *
 * @param base where it lies; not part of the identity
 * @param digest SHA-256 over its files
 * @param parameters number of parameters N, the unit of estimated operations
 * @param prompt how a question becomes text
 */
public record PinnedModel(@NotIdentity String base, String digest, @NotIdentity long parameters, PromptSpec prompt) {}
