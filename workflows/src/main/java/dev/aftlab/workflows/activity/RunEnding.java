package dev.aftlab.workflows.activity;

import java.util.List;

/**
 * How a run ended, for those who show it.
 *
 * @param how in a word
 * @param receipt requested, executed and reused steps, human-readable
 * @param faults arms that did not end well, the first ones
 */
public record RunEnding(How how, List<String> receipt, List<ArmFault> faults) {

  /** Makes the lists unmodifiable. */
  public RunEnding {
    receipt = List.copyOf(receipt);
    faults = List.copyOf(faults);
  }

  /** How a run can end. */
  public enum How {
    DONE,
    FAILED,
    /** Cancelled, terminated or missing; what is done is kept. */
    STOPPED
  }

  /** An ending of which nothing else is known. */
  public static RunEnding of(How how) {
    return new RunEnding(how, List.of(), List.of());
  }

  /**
   * Why an arm did not end well.
   *
   * @param arm its title
   * @param why one human-readable line
   */
  public record ArmFault(String arm, String why) {}
}
