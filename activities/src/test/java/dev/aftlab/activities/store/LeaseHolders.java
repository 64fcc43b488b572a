package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.StepOwner;

/** Holders of leases in tests: this process, for owners that differ by name. */
public final class LeaseHolders {
  private LeaseHolders() {}

  /** This process, for an owner of this name that works for no run. */
  public static LeaseHolder named(String name) {
    return LeaseHolder.here(owner(name));
  }

  /** The owner of that name. */
  public static StepOwner owner(String name) {
    return new StepOwner(name, "", "");
  }
}
