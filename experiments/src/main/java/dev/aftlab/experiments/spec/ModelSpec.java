package dev.aftlab.experiments.spec;

import jakarta.validation.constraints.NotBlank;

/**
 * The model that an experiment starts from.
 *
 * @param base a folder in the Hugging Face layout (relative to the current folder), or {@code catalog:NAME} for a model that ships with the product
 * @param prompt how a question becomes text
 */
public record ModelSpec(@NotBlank String base, @Default("{}") PromptSpec prompt) {}
