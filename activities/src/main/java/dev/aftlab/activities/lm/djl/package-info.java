/**
 * The engine DJL with PyTorch: implements the interfaces of {@code lm.engine}. What is computed is
 * in the learner's TorchScript resources. Start reading at {@link
 * dev.aftlab.activities.lm.djl.DjlLearnerSession}.
 */
@NullMarked
package dev.aftlab.activities.lm.djl;

import org.jspecify.annotations.NullMarked;
