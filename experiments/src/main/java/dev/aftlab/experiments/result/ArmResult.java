package dev.aftlab.experiments.result;

/**
 * An arm of a run and how it ended.
 *
 * @param index its number among the run's distinct arms
 * @param title its name
 * @param end how it ended
 */
public record ArmResult(int index, String title, ArmEnd end) {}
