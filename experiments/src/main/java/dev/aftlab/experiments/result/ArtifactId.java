package dev.aftlab.experiments.result;

/**
 * A reference to the artifact of a step.
 *
 * @param kind the step's kind
 * @param fingerprint the step's identity
 */
public record ArtifactId(StepKind kind, Fingerprint fingerprint) {

  /** The kind and the first ten digits, for messages. */
  public String brief() {
    return kind.label() + " " + fingerprint.brief();
  }

  @Override
  public String toString() {
    return kind.label() + " " + fingerprint;
  }
}
