package dev.aftlab.workflows.activity;

/**
 * Requests some of the distinct arms of a run's page.
 *
 * @param page the page
 * @param from position of the first one among the page's distinct arms, from 0
 * @param count at most how many
 */
public record ArmBatchRequest(PlanPage page, int from, int count) {}
