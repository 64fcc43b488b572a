package dev.aftlab.activities.store;

/**
 * The right to work on a key, numbered. Holders with higher epochs came later; an earlier holder
 * can commit nothing any more.
 */
public interface Lease {

  /** What it is for: a fingerprint, or {@code fingerprint/unit}. */
  String key();

  /** The fingerprint of the step. */
  default String fingerprint() {
    int slash = key().indexOf('/');
    return slash < 0 ? key() : key().substring(0, slash);
  }

  /** Its number, from 1. */
  long epoch();

  /** Who holds it. */
  LeaseOwner owner();

  /** Gives a sign of life. Cheap. */
  void renew();

  /** Gives it back. Does nothing when it is over already. */
  void release();

  /** Whether no later epoch exists. */
  boolean isNewest();
}
