package dev.aftlab.workflows.activity;

/**
 * A shard that is written but not yet part of an artifact.
 *
 * @param shard which
 * @param deviceSeconds seconds that a device was busy with it
 */
public record ShardDone(int shard, double deviceSeconds) {}
