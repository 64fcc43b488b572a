package dev.aftlab.workflows;

import dev.aftlab.experiments.result.Fingerprint;

/** Names of workflows: who wants to find one computes its name. */
public final class WorkflowIds {

  private static final String SWEEP = "sweep-";

  private WorkflowIds() {}

  /** One run of an experiment. */
  public static String sweep(String run) {
    return SWEEP + run;
  }

  /** The run of a sweep's name. */
  public static String run(String sweep) {
    return sweep.startsWith(SWEEP) ? sweep.substring(SWEEP.length()) : sweep;
  }

  /** The tracking of one run. */
  public static String tracking(String run) {
    return "tracking-" + run;
  }

  /** One arm of a run; {@code index} among the plan's distinct arms. */
  public static String arm(String run, int index) {
    return "arm-" + run + "-" + index;
  }

  /** One step in one store, for all requesters. */
  public static String step(String store, Fingerprint fingerprint) {
    return "step-" + store + "-" + fingerprint;
  }
}
