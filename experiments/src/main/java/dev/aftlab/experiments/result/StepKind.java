package dev.aftlab.experiments.result;

import java.util.Locale;

/**
 * The five kinds of steps, each with the version of its algorithm: raise it when the computed
 * numbers change.
 */
public enum StepKind {
  TRAIN(1),
  SAMPLE(1),
  LABEL(1),
  SCORE(1),
  EVALUATE(1);

  private final int version;

  StepKind(int version) {
    this.version = version;
  }

  /** Version of the algorithm, part of every fingerprint of this kind. */
  public int version() {
    return version;
  }

  /** Lower-case name, as in manifests and folders. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
