package dev.aftlab.activities.lm.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.aftlab.activities.lm.data.MicroBatch;

/** Turns micro-batches into the arrays that the learner's script takes. */
public final class Scoring {
  private Scoring() {}

  /**
   * The script's inputs: rotary tables, tokens [B, T], sources, targets and owners [N], lengths
   * [K], and for packed rows segments and positions [B, T]. A packed row may be longer than the
   * model's positions, as long as each position in it is one of the model's: its tables are looked
   * up by position, those of other rows by index.
   *
   * @param manager owns the new arrays
   */
  public static NDList inputs(CausalModel model, MicroBatch batch, NDManager manager) {
    Shape shape = new Shape(batch.rows(), batch.length());
    int positions =
        batch.packed() ? Math.min(batch.length(), model.config().maxPositions()) : batch.length();
    NDList inputs = model.rotaryTables(positions);
    inputs.add(manager.create(batch.tokens(), shape));
    inputs.add(manager.create(batch.sources()));
    inputs.add(manager.create(batch.targets()));
    inputs.add(manager.create(batch.owners()));
    inputs.add(manager.create(batch.lengths()));
    if (batch.packed()) {
      inputs.add(manager.create(batch.segments(), shape));
      inputs.add(manager.create(batch.positions(), shape));
    }
    return inputs;
  }

  /**
   * Whether {@link #sums} takes the output layer over all of a micro-batch's completion tokens at
   * once, as {@link #differentiableSums} does: both then give the same bits. In parts they may
   * differ, since a matrix product's rounding depends on its number of rows.
   */
  public static boolean isHeadWhole(CausalModel model, MicroBatch batch) {
    return batch.targets().length <= model.config().headRows();
  }

  /** Summed log-probabilities [K] of a micro-batch's completions, without a gradient. */
  public static double[] sums(CausalModel model, MicroBatch batch) {
    try (NDManager scope = model.manager().newSubManager()) {
      NDList result =
          model.script().call("score", scope, model.parameters(), inputs(model, batch, scope));
      return result.singletonOrThrow().toDoubleArray();
    }
  }

  /**
   * As {@link #sums}, with the graph kept, [K] in doubles, for one call of the script's backward
   * method.
   */
  public static NDArray differentiableSums(CausalModel model, MicroBatch batch, NDManager scope) {
    return model
        .script()
        .call("forward", scope, model.parameters(), inputs(model, batch, scope))
        .singletonOrThrow();
  }
}
