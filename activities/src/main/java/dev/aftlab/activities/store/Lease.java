package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Fingerprint;

/**
 * The right to work on a key, numbered. Holders with higher epochs came later; an earlier holder
 * can commit nothing any more.
 */
public interface Lease {

  /** What it is for. */
  LeaseKey key();

  /** The step. */
  default Fingerprint step() {
    return key().step();
  }

  /** Its number, from 1. */
  long epoch();

  /** Who holds it. */
  LeaseHolder holder();

  /** Sends a heartbeat. Cheap. */
  void renew();

  /** Releases it. Does nothing when it is over already. */
  void release();

  /**
   * Makes sure that no later epoch exists.
   *
   * @throws FencedException when one does
   */
  void requireNewest();
}
