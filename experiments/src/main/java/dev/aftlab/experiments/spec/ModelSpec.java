package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import jakarta.validation.constraints.NotBlank;

/**
 * The model that an experiment starts from.
 *
 * @param base a folder in the Hugging Face layout (relative to the current folder), {@code
 *     catalog:NAME} for a model that ships with the product, {@code artifact:FINGERPRINT} for the
 *     model of a train step in the store, or {@code hf:ORG/NAME} or {@code hf:ORG/NAME@REVISION}
 *     for a folder of the local Hugging Face cache
 * @param prompt how a question becomes text
 */
public record ModelSpec(@NotBlank String base, @Default("{}") PromptSpec prompt) {}
