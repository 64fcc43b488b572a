package dev.aftlab.experiments.spec;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How long and in which portions a model is trained; shared by every objective.
 *
 * @param epochs passes over the questions, at least 1
 * @param batchSize questions per optimizer step, at least 1
 * @param microBatchTokens most padded tokens of one forward pass; a batch above it is accumulated
 *     over several
 * @param optimizer the optimizer
 */
public record TrainingSpec(
    @Default("3") @Min(1) @Max(10_000) int epochs,
    @Default("128") @Min(1) @Max(65_536) int batchSize,
    @Default("16384") @Min(16) int microBatchTokens,
    @Default("{}") OptimizerSpec optimizer) {}
