package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Epochs, batches and optimizer of a training; shared by all objectives.
 *
 * @param epochs passes over the questions, at least 1
 * @param batchSize questions per optimizer step, at least 1
 * @param microBatchTokens maximum of padded tokens in a forward pass; larger batches are
 *     accumulated over several
 * @param optimizer the optimizer
 */
public record TrainingSpec(
    @Default("3") @Min(1) @Max(10_000) int epochs,
    @Default("128") @Min(1) @Max(65_536) int batchSize,
    @Default("16384") @Min(16) int microBatchTokens,
    @Default("{}") OptimizerSpec optimizer) {}
