package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.result.Fingerprint;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Collects the distinct steps of a plan, each after its inputs. A step of several arms is
 * fingerprinted once.
 */
final class StepRegistry {
  private final Map<Step, Fingerprint> registered = new HashMap<>();
  private final Map<Fingerprint, Step> steps = new LinkedHashMap<>();

  /**
   * Registers a step, unless one with the same identity is registered, and returns its fingerprint.
   *
   * @param unnamed the step without its fingerprint
   * @param named creates the step with its fingerprint
   */
  Fingerprint fingerprint(Step unnamed, Function<Fingerprint, Step> named) {
    Fingerprint known = registered.get(unnamed);
    if (known != null) {
      return known;
    }
    Fingerprint fingerprint = StepIdentity.fingerprint(unnamed);
    registered.put(unnamed, fingerprint);
    steps.computeIfAbsent(fingerprint, named);
    return fingerprint;
  }

  /** The steps in the order of their registration. */
  List<Step> steps() {
    return List.copyOf(steps.values());
  }
}
