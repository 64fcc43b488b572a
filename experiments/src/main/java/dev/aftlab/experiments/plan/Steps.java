package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.result.Fingerprint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Helps steps to list their inputs. */
final class Steps {
  private Steps() {}

  static List<Fingerprint> inputs(
      ModelInput model,
      Optional<Fingerprint> first,
      Optional<Fingerprint> second,
      List<Fingerprint> rest) {
    Set<Fingerprint> all = new LinkedHashSet<>();
    model.trained().ifPresent(all::add);
    first.ifPresent(all::add);
    second.ifPresent(all::add);
    all.addAll(rest);
    return List.copyOf(new ArrayList<>(all));
  }
}
