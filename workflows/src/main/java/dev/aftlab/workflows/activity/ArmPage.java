package dev.aftlab.workflows.activity;

import java.util.List;

/**
 * Some of a plan's distinct arms.
 *
 * @param arms in the order of the plan
 * @param last whether no arms follow
 * @param total how many distinct arms the plan has
 */
public record ArmPage(List<ArmRef> arms, boolean last, int total) {

  /** Makes the list unmodifiable. */
  public ArmPage {
    arms = List.copyOf(arms);
  }
}
