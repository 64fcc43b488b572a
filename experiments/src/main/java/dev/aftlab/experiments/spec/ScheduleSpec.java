package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * The learning rate over the N optimizer steps of a training: lr(t) = lr · min(1, (t + 1) / W) ·
 * shape(t), W = max(1, ⌊warmup · N⌋), t = 0 … N − 1, with shape = floor + (1 − floor) · ½(1 + cos(π
 * t / N)) for cosine, floor + (1 − floor) · (1 − t / N) for linear and 1 for constant.
 *
 * @param shape cosine, linear or constant
 * @param warmup share of the steps over which the rate rises linearly, in [0, 1]
 * @param floor the shape's value at the end, as a share of the rate, in [0, 1]
 */
public record ScheduleSpec(
    @Default("cosine") Shape shape,
    @Default("0.03") @DecimalMin("0") @DecimalMax("1") double warmup,
    @Default("0") @DecimalMin("0") @DecimalMax("1") double floor) {

  /** The shape of the learning rate after its warm-up. */
  public enum Shape {
    COSINE,
    LINEAR,
    CONSTANT
  }
}
