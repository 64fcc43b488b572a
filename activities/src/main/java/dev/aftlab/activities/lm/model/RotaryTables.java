package dev.aftlab.activities.lm.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;

/**
 * A model's rotary tables, as long as they were needed so far: a config may allow far more
 * positions than anyone uses.
 */
final class RotaryTables {
  private static final int FIRST_POSITIONS = 4096;

  private final ModelConfig config;
  private final ScriptModule script;
  private final NDManager manager;
  private NDList tables = new NDList();

  /**
   * @param manager owns the tables; those that became too short stay with it, since a caller may
   *     still hold them
   */
  RotaryTables(ModelConfig config, ScriptModule script, NDManager manager) {
    this.config = config;
    this.script = script;
    this.manager = manager;
  }

  /** Tables of at least this many rows. */
  NDList rows(int positions) {
    if (positions > config.maxPositions()) {
      throw new IllegalArgumentException(
          positions + " positions exceed the model's " + config.maxPositions());
    }
    if (tables.isEmpty() || tables.getFirst().getShape().get(0) < positions) {
      int doubled =
          Math.max(FIRST_POSITIONS, Math.multiplyExact(2, Integer.highestOneBit(positions)));
      tables = make(Math.min(config.maxPositions(), doubled));
    }
    return new NDList(tables);
  }

  private NDList make(int rows) {
    int[] positions = new int[rows];
    Arrays.setAll(positions, i -> i);
    int[] frequencies = new int[config.headSize() / 2];
    Arrays.setAll(frequencies, i -> i);
    float[] divisors = config.ropeScaling().divisors(config.headSize(), config.ropeTheta());
    try (NDArray p = manager.create(positions);
        NDArray f = manager.create(frequencies);
        NDArray d = manager.create(divisors)) {
      return script.call("tables", manager, new NDList(p, f, d));
    }
  }
}
