package dev.aftlab.activities.store;

/** A writer continued after its lease was taken by another: what it wrote is refused. */
public final class FencedException extends StoreException {
  private static final long serialVersionUID = 1L;

  FencedException(LeaseKey key, long epoch, long newest) {
    super(
        "the lease of "
            + key
            + " with epoch "
            + epoch
            + " is over: epoch "
            + newest
            + " holds it; nothing was written");
  }
}
