package dev.aftlab.workflows.activity;

/**
 * One shard of a step.
 *
 * @param step the step
 * @param shard from 0 to the number of shards of {@link PrepareResult} less one
 */
public record ShardRef(StepRef step, int shard) {}
