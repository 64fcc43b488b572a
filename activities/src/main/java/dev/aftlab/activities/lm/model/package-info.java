/**
 * Models and their files: the Hugging Face folder on disk, weights as DJL arrays, and the network
 * as a TorchScript source that Java wraps into an archive. Must not depend on training, sampling or
 * data but for {@code lm.data.MicroBatch}. Start at {@link ModelCheck} for files, at {@link
 * CausalModel} for arrays; the mathematics is in the resource {@code learner.torchscript}.
 */
@NullMarked
package dev.aftlab.activities.lm.model;

import org.jspecify.annotations.NullMarked;
