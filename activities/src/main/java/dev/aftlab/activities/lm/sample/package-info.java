/**
 * Sampling: completions drawn from a model with a key-value cache, in batches, with noise that
 * depends on seed, question, sample and position alone. Must not depend on training, scoring or
 * labels. Start at {@link Sampler}; the mathematics is in the resource {@code sampler.torchscript}.
 */
@NullMarked
package dev.aftlab.activities.lm.sample;

import org.jspecify.annotations.NullMarked;
