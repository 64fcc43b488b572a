package dev.aftlab.activities.store;

import java.util.Optional;

/** Keeps plans under the digests of their texts. Safe for use by many processes at once. */
public interface PlanStore {

  /**
   * Stores a plan under its digest, in place of a damaged one, and records it as the experiment's
   * latest.
   *
   * @return the plan's identifier
   */
  String put(String experiment, String json);

  /**
   * A plan by its identifier.
   *
   * @throws StoreException when it is damaged
   */
  Optional<String> get(String id);

  /** The identifier of the plan of an experiment that was stored last. */
  Optional<String> latest(String experiment);
}
