package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import dev.aftlab.experiments.spec.annotation.FingerprintDefault;
import dev.aftlab.experiments.spec.annotation.FingerprintedWith;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * AdamW with PyTorch's semantics: decoupled weight decay, bias-corrected moments, ε outside of the
 * root.
 *
 * @param learningRate peak learning rate, above 0
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root of the second moment, above 0
 * @param weightDecay decoupled decay, 0 or more; 0 disables it
 * @param decayNorms whether the decay also applies to norm weights and biases. By default it
 *     applies to matrices only, including the embedding, as in the trainers of Hugging Face
 *     transformers and TRL; true is {@code torch.optim.AdamW} over all parameters
 * @param clipNorm maximum global L2 norm of gradients; above 0
 * @param schedule the learning rate over the steps
 */
public record OptimizerSpec(
    @Default("2e-5") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1")
        double learningRate,
    @Default("0.9") @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) double beta1,
    @Default("0.999") @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) double beta2,
    @Default("1e-8") @DecimalMin(value = "0", inclusive = false) double epsilon,
    @Default("0") @DecimalMin("0") @DecimalMax("1") double weightDecay,
    @FingerprintDefault("true") @FingerprintedWith("weightDecay") @Default("false")
        boolean decayNorms,
    @Default("1") @DecimalMin(value = "0", inclusive = false) double clipNorm,
    @Default("{}") ScheduleSpec schedule) {}
