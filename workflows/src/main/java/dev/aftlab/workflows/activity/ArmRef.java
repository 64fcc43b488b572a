package dev.aftlab.workflows.activity;

/**
 * One of a run's distinct arms.
 *
 * @param plan identifier of the stored plan that has the arm: that of its page
 * @param index its position among the plan's distinct arms, from 0
 * @param trial its number in the run, from 0 in the order of the pages
 * @param title its human-readable name, unique within the run
 */
public record ArmRef(String plan, int index, int trial, String title) {}
