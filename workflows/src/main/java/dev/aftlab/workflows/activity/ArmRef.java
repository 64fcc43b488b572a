package dev.aftlab.workflows.activity;

/**
 * One of a plan's distinct arms.
 *
 * @param index its position among the distinct arms, from 0
 * @param title its human-readable name, unique within the plan
 */
public record ArmRef(int index, String title) {}
