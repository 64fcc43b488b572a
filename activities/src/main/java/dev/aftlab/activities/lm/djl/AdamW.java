package dev.aftlab.activities.lm.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.experiments.spec.OptimizerSpec;

/**
 * AdamW (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019) with PyTorch's
 * semantics, in place, in the learner's script: gradients g are first scaled by min(1, clip / (‖g‖
 * + 1e-6)), ‖g‖ over all parameters; then, at the t-th update from 1 on, θ ← θ (1 − lr·decay),
 * where θ is a matrix or decayNorms is set, m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − lr ·
 * m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε).
 */
final class AdamW implements AutoCloseable {
  private final CausalModel model;
  private final OptimizerSpec settings;
  private final NDManager manager;
  private final NDList first = new NDList();
  private final NDList second = new NDList();

  AdamW(CausalModel model, OptimizerSpec settings) {
    this.model = model;
    this.settings = settings;
    this.manager = model.manager().newSubManager();
    for (NDArray parameter : model.parameters()) {
      first.add(zeros(parameter));
      second.add(zeros(parameter));
    }
  }

  /** The running means of the gradients, in the order of the model's parameters. */
  NDList first() {
    return first;
  }

  /** The running means of the squared gradients, in the order of the model's parameters. */
  NDList second() {
    return second;
  }

  /**
   * Updates the model, unless the gradients' norm is not finite.
   *
   * @param gradients changed by clipping
   * @param update number of this update, from 1 on
   * @return the gradients' global norm before clipping
   */
  double update(NDList gradients, double learningRate, int update, NDManager scope) {
    NDArray numbers =
        scope.create(
            new double[] {
              learningRate,
              settings.beta1(),
              settings.beta2(),
              settings.epsilon(),
              settings.weightDecay(),
              settings.clipNorm(),
              update,
              settings.decayNorms() ? 1 : 0
            });
    NDList norm =
        model
            .script()
            .call(
                "update", scope, model.parameters(), gradients, first, second, new NDList(numbers));
    return norm.singletonOrThrow().getFloat();
  }

  @Override
  public void close() {
    manager.close();
  }

  private NDArray zeros(NDArray like) {
    // A copy lies in the engine's own, aligned memory whatever the source was.
    try (NDArray zero = manager.zeros(like.getShape())) {
      NDArray copy = zero.duplicate();
      copy.attach(manager);
      return copy;
    }
  }
}
