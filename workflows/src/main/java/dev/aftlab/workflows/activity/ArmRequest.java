package dev.aftlab.workflows.activity;

/**
 * Requests one arm.
 *
 * @param plan identifier of the stored plan
 * @param index its position among the distinct arms, as in {@link ArmRef}
 */
public record ArmRequest(String plan, int index) {}
