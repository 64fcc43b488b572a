package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The align step.
 *
 * @param loss the objective
 * @param start the initial model
 * @param maxPositives maximum of right samples used per question, the first ones
 * @param maxNegatives maximum of wrong samples used per question, the first ones
 * @param training epochs, batches and optimizer
 */
public record AlignSpec(
    @Default("aft") LossSpec loss,
    @Default("vft") Start start,
    @Default("16") @Min(1) @Max(4096) int maxPositives,
    @Default("16") @Min(1) @Max(4096) int maxNegatives,
    @Default("{}") TrainingSpec training) {

  /** The initial model of alignment. */
  public enum Start {
    VFT,
    BASE
  }
}
