package dev.aftlab.workflows.client;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepEnd;
import java.util.Optional;

/** Looks for a committed artifact. */
@FunctionalInterface
public interface StoreLookup {

  /**
   * The artifact of a step, when its manifest is there.
   *
   * @param plan identifier of the requesting stored plan
   * @param fingerprint the step
   * @param run the requesting run; an artifact that was made for it is not reused
   */
  Optional<StepEnd.Done> find(String plan, Fingerprint fingerprint, String run);
}
