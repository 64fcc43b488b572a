package dev.aftlab.workflows.activity;

/**
 * Requests one arm.
 *
 * @param plan identifier of the stored plan, as in {@link ArmRef}
 * @param index its position among the distinct arms, as in {@link ArmRef}
 */
public record ArmRequest(String plan, int index) {}
