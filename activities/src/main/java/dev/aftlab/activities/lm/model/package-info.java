/**
 * Models and their files: the Hugging Face folder on disk, weights as arrays, and the network as a
 * TorchScript source that Java wraps into an archive. Must not depend on training, sampling or
 * data. Start at {@link CausalModel}; the mathematics is in the resource {@code
 * learner.torchscript}.
 */
@NullMarked
package dev.aftlab.activities.lm.model;

import org.jspecify.annotations.NullMarked;
