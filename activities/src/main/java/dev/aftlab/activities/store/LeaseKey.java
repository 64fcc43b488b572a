package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Fingerprint;
import java.util.Locale;

/**
 * What a lease is for: a step, or one unit of its work.
 *
 * @param step the step
 * @param unit name of the unit: letters, digits, {@code . _ -}
 */
public record LeaseKey(Fingerprint step, String unit) {

  /** Checks the name. */
  public LeaseKey {
    PathSegments.require(unit);
  }

  /** The step itself, held by its workflow over all of its activities. */
  public static LeaseKey step(Fingerprint step) {
    return new LeaseKey(step, "step");
  }

  /** The work of a step that has one unit. */
  public static LeaseKey whole(Fingerprint step) {
    return new LeaseKey(step, "whole");
  }

  /** One shard of a step; the first is 0. */
  public static LeaseKey shard(Fingerprint step, int shard) {
    return new LeaseKey(step, String.format(Locale.ROOT, "shard-%05d", shard));
  }

  /** Joining the shards of a step. */
  public static LeaseKey finish(Fingerprint step) {
    return new LeaseKey(step, "finish");
  }

  @Override
  public String toString() {
    return step + "/" + unit;
  }
}
