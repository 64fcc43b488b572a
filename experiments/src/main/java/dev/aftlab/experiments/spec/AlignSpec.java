package dev.aftlab.experiments.spec;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The align step.
 *
 * @param loss the objective
 * @param start the model it begins from
 * @param maxPositives most right samples used per question, the first ones
 * @param maxNegatives most wrong samples used per question, the first ones
 * @param training epochs, batches and optimizer
 */
public record AlignSpec(
    @Default("aft") LossSpec loss,
    @Default("vft") Start start,
    @Default("16") @Min(1) @Max(4096) int maxPositives,
    @Default("16") @Min(1) @Max(4096) int maxNegatives,
    @Default("{}") TrainingSpec training) {

  /** The model that alignment begins from. */
  public enum Start {
    VFT,
    BASE
  }
}
