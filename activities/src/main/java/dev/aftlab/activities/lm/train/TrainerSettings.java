package dev.aftlab.activities.lm.train;

import dev.aftlab.experiments.spec.OptimizerSpec;

/**
 * What a training needs to know besides model, data and objective.
 *
 * @param epochs passes over the groups, 1 or more
 * @param batchSize groups a step, 1 or more
 * @param microBatchTokens padded tokens computed at once, 1 or more; changes bits, not meaning
 * @param optimizer AdamW and its learning rate
 * @param seed of the data order
 */
public record TrainerSettings(
    int epochs, int batchSize, int microBatchTokens, OptimizerSpec optimizer, long seed) {
  public TrainerSettings {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs is " + epochs + "; at least 1 is needed");
    }
  }
}
