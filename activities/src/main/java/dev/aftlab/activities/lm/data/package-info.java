/**
 * Token sequences on their way into the network: groups, the data order, packing and micro-batches.
 * No engine here. Must not depend on models, training or scoring. Start at {@link TrainingGroup}
 * and {@link Packer}.
 */
@NullMarked
package dev.aftlab.activities.lm.data;

import org.jspecify.annotations.NullMarked;
