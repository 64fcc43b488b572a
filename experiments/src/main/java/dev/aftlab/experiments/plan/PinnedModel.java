package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.spec.PromptSpec;
import dev.aftlab.experiments.spec.annotation.FingerprintDefault;
import dev.aftlab.experiments.spec.annotation.NotFingerprinted;

/**
 * The base model with its digest and size.
 *
 * @param base its location; not part of the identity
 * @param digest SHA-256 over its files
 * @param parameters number of parameters N, the unit of estimated operations
 * @param prompt how a question becomes text
 * @param joined whether prompts and completions are tokenized as one text; false where both ways
 *     certainly give the same tokens
 */
public record PinnedModel(
    @NotFingerprinted String base,
    String digest,
    @NotFingerprinted long parameters,
    PromptSpec prompt,
    @FingerprintDefault("false") boolean joined) {}
