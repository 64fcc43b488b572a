package dev.aftlab.activities.lm.sample;

/**
 * The observer requested a stop. What the call had drawn is dropped; the same call later draws the
 * same completions.
 */
public final class SamplingStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SamplingStoppedException() {
    super("sampling was stopped on request");
  }
}
