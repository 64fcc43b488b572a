package dev.aftlab.activities;

import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.experiments.result.Manifest;

/**
 * For which run an artifact was made, as the holder of the lease says under which it was written:
 * {@code WORKFLOW/WORKFLOW-RUN/RUN}.
 */
public final class Provenance {

  private Provenance() {}

  /** Whether it was made for this run. Not known of what earlier versions made. */
  public static boolean madeFor(ArtifactStore store, Manifest manifest, String run) {
    return !run.isEmpty()
        && store.maker(manifest).filter(owner -> owner.id().endsWith("/" + run)).isPresent();
  }
}
