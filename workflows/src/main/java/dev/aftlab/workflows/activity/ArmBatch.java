package dev.aftlab.workflows.activity;

import java.util.List;

/**
 * Some of the distinct arms of a run's page.
 *
 * @param arms in the order of the page
 * @param last whether no arms of the page follow
 */
public record ArmBatch(List<ArmRef> arms, boolean last) {

  /** Makes the list unmodifiable. */
  public ArmBatch {
    arms = List.copyOf(arms);
  }
}
