package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.result.Fingerprint;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The distinct steps of a plan so far, each after its inputs. A step that many arms ask for is
 * fingerprinted once.
 */
final class StepRegistry {
  private final Map<Step, Fingerprint> asked = new HashMap<>();
  private final Map<Fingerprint, Step> steps = new LinkedHashMap<>();

  /**
   * The fingerprint of a step, which is kept unless one of the same identity is there.
   *
   * @param unnamed the step without its fingerprint
   * @param named makes it with one
   */
  Fingerprint fingerprint(Step unnamed, Function<Fingerprint, Step> named) {
    Fingerprint known = asked.get(unnamed);
    if (known != null) {
      return known;
    }
    Fingerprint fingerprint = StepIdentity.fingerprint(unnamed);
    asked.put(unnamed, fingerprint);
    steps.computeIfAbsent(fingerprint, named);
    return fingerprint;
  }

  /** In the order in which they were first asked for. */
  List<Step> steps() {
    return List.copyOf(steps.values());
  }
}
