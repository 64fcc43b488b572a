package dev.aftlab.activities.label;

/** A rule that finds the answer in a completion and compares it with the right one. */
public interface Extractor {

  /** The name by which experiments choose it. */
  String name();

  /** To be raised when the rule finds other answers. */
  int version();

  /** The answer in a completion, in the form in which it is compared; empty when there is none. */
  String extract(String completion);

  /** Whether an extracted answer is right. An empty one never is. */
  boolean matches(String extracted, String gold);
}
