package dev.aftlab.activities.store;

import java.util.List;
import java.util.Optional;

/** Keeps plans under the digests of their texts. Safe for use by many processes at once. */
public interface PlanStore {

  /**
   * Stores a plan under its digest, in place of a damaged one.
   *
   * @return the plan's identifier
   */
  String put(String json);

  /**
   * A plan by its identifier.
   *
   * @throws StoreException when it is damaged
   */
  Optional<String> get(String id);

  /** Records the pages of the latest run of an experiment: the identifiers of their plans. */
  void recordLatest(String experiment, List<String> pages);

  /** The pages of the latest run of an experiment; empty when there is none. */
  List<String> latest(String experiment);
}
