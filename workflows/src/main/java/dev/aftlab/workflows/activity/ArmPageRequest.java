package dev.aftlab.workflows.activity;

/**
 * Requests some of a plan's distinct arms.
 *
 * @param plan identifier of the stored plan
 * @param from position of the first one among the distinct arms, from 0
 * @param count at most how many
 */
public record ArmPageRequest(String plan, int from, int count) {}
