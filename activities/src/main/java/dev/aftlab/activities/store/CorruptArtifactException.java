package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Manifest;

/** A file of an artifact is not what its manifest says. */
public final class CorruptArtifactException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final transient Manifest manifest;

  CorruptArtifactException(Manifest manifest, String file, String problem) {
    super(
        "artifact "
            + manifest.title()
            + " ("
            + manifest.id().brief()
            + "): file "
            + file
            + " "
            + problem);
    this.manifest = manifest;
  }

  /** The artifact. */
  public Manifest manifest() {
    return manifest;
  }
}
